package dev.cortex.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has an {@link EngineExtension} read a scenario for a parameter of a test, which is a
 * {@link dev.cortex.api.scenario.Scenario} or a {@link dev.cortex.api.plan.Plan}. A file with an error fails the test, with
 * a message that lists what is wrong and where.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ScenarioFile {
    /** {@return the file, such as {@code src/main/resources/notes.yaml}: from the folder in which the test runs} */
    String value();
}
