package dev.cortex;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no class of the four published modules may do. */
@AnalyzeClasses(packages = "dev.cortex", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MACHINE = "dev.cortex.core.machine..";

    /** What SLF4J 2 added to its logger. */
    private static final Set<String> FLUENT = Set.of(
            "atTrace",
            "atDebug",
            "atInfo",
            "atWarn",
            "atError",
            "atLevel",
            "isEnabledForLevel",
            "makeLoggingEventBuilder");

    @ArchTest
    static void import_findsAllFourModules(JavaClasses classes) {
        assertThat(Exports.modules())
                .containsExactlyInAnyOrder(
                        "dev.cortex.api", "dev.cortex.core", "dev.cortex.yaml", "dev.cortex.testkit");
        for (String module : Exports.modules()) {
            assertThat(classes)
                    .as("classes of %s", module)
                    .anyMatch(type -> type.getPackageName().startsWith(module));
        }
    }

    @ArchTest
    static final ArchRule rooms_see_only_what_their_row_names =
            classes().should(Rooms.seeOnlyWhatTheirRowNames()).allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.cortex.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule exported_signatures_name_no_third_party = classes()
            .that(Exports.areExported())
            // What jqwik is to make up can only be said in jqwik's words.
            .and()
            .resideOutsideOfPackage("dev.cortex.testkit.arbitraries")
            .should(Exports.nameNoThirdParty())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule machine_knows_no_world = noClasses()
            .that()
            .resideInAPackage(MACHINE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.security..",
                            "java.util.concurrent..",
                            "java.util.logging..",
                            "java.util.random..",
                            "org.slf4j..")
                    .or(oneOf(
                            Thread.class,
                            ThreadLocal.class,
                            Runtime.class,
                            Process.class,
                            ProcessBuilder.class,
                            Timer.class,
                            Random.class,
                            SplittableRandom.class,
                            Clock.class)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule machine_asks_for_no_time_and_no_chance = noClasses()
            .that()
            .resideInAPackage(MACHINE)
            .should()
            .accessTargetWhere(target("is the system, the time now or a throw of dice", ArchitectureTest::isOfTheWorld))
            .allowEmptyShould(true);

    /** A host may bring SLF4J 1.7, where the fluent methods are missing. */
    @ArchTest
    static final ArchRule logging_is_not_fluent = noClasses()
            .should()
            .accessTargetWhere(target("is SLF4J's fluent API", ArchitectureTest::isFluentLogging))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_writes_to_standard_streams =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobody_uses_java_util_logging = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_say_what_a_type_is = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
            .allowEmptyShould(true);

    private static boolean isOfTheWorld(AccessTarget member) {
        if (isOf(member, System.class)) {
            return !member.getName().equals("arraycopy");
        }
        return switch (member.getName()) {
            case "now" -> member.getOwner().getPackageName().startsWith("java.time");
            case "randomUUID" -> isOf(member, UUID.class);
            case "random" -> isOf(member, Math.class) || isOf(member, StrictMath.class);
            case "shuffle" -> isOf(member, Collections.class);
            default -> false;
        };
    }

    private static boolean isFluentLogging(AccessTarget member) {
        return switch (member.getOwner().getName()) {
            case "org.slf4j.Logger" -> FLUENT.contains(member.getName());
            case "org.slf4j.spi.LoggingEventBuilder" -> true;
            default -> false;
        };
    }

    private static boolean isOf(AccessTarget member, Class<?> owner) {
        return member.getOwner().isEquivalentTo(owner);
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> matches) {
        return describe(description, access -> matches.test(access.getTarget()));
    }

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        List<Class<?>> all = List.of(types);
        return describe(
                all.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")),
                type -> Stream.of(types).anyMatch(type::isEquivalentTo));
    }
}
