package dev.cortex;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the descriptors of our modules show to everybody, read from the class path. */
final class Exports {
    private static final Map<String, Set<String>> PACKAGES = read();

    private Exports() {}

    static Set<String> modules() {
        return Collections.unmodifiableSet(PACKAGES.keySet());
    }

    static DescribedPredicate<JavaClass> areExported() {
        return describe(
                "are exported",
                type -> PACKAGES.values().stream().anyMatch(names -> names.contains(type.getPackageName()))
                        && isOpenToAll(type));
    }

    /** Annotations are no part of a signature: who does not have them on his path does not miss them. */
    static ArchCondition<JavaClass> nameNoThirdParty() {
        return new ArchCondition<>("name only types of the JDK and of cortex in their signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                report(type.getDescription(), heading(type), type, events);
                type.getFields().stream()
                        .filter(field -> isOpen(field.getModifiers()))
                        .forEach(field -> report(field.getDescription(), Stream.of(field.getType()), type, events));
                type.getCodeUnits().stream()
                        .filter(unit -> isOpen(unit.getModifiers()))
                        .forEach(unit -> report(unit.getDescription(), signature(unit), type, events));
            }
        };
    }

    private static void report(String where, Stream<JavaType> signature, JavaClass type, ConditionEvents events) {
        Set<String> strangers = new TreeSet<>();
        signature
                .flatMap(part -> part.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(part -> !part.isPrimitive())
                .map(JavaClass::getName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("dev.cortex."))
                .filter(name -> !(type.getPackageName().startsWith("dev.cortex.testkit") && isOfTests(name)))
                .forEach(strangers::add);
        if (!strangers.isEmpty()) {
            events.add(SimpleConditionEvent.violated(type, where + " names " + strangers));
        }
    }

    /** Whoever uses the testkit writes tests, and has what tests are written with. */
    private static boolean isOfTests(String name) {
        return name.startsWith("org.junit.") || name.startsWith("net.jqwik.") || name.startsWith("org.opentest4j.");
    }

    private static Stream<JavaType> heading(JavaClass type) {
        return Stream.of(
                        type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream())
                .flatMap(parts -> parts);
    }

    private static Stream<JavaType> signature(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getTypeParameters().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(parts -> parts);
    }

    private static boolean isOpenToAll(JavaClass type) {
        return isOpen(type.getModifiers())
                && type.getEnclosingClass().map(Exports::isOpenToAll).orElse(true);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> packages = new HashMap<>();
        try {
            List<URL> files = Collections.list(Exports.class.getClassLoader().getResources("module-info.class"));
            for (URL file : files) {
                try (InputStream in = file.openStream()) {
                    ModuleDescriptor module = ModuleDescriptor.read(in);
                    if (module.name().startsWith("dev.cortex.")) {
                        Set<String> exported = packages.computeIfAbsent(module.name(), name -> new HashSet<>());
                        module.exports().stream()
                                .filter(export -> !export.isQualified())
                                .forEach(export -> exported.add(export.source()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }
}
