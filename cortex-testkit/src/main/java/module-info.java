/** A manual clock, scripted agents, assertions and contract tests. */
module dev.cortex.testkit {
    requires transitive dev.cortex.api;
    requires static transitive org.junit.jupiter.api;
    requires static net.jqwik.api;

    exports dev.cortex.testkit;
    exports dev.cortex.testkit.arbitraries;
    exports dev.cortex.testkit.contract;
    exports dev.cortex.testkit.junit;
    exports dev.cortex.testkit.simulation;

    provides net.jqwik.api.SampleReportingFormat with
            dev.cortex.testkit.arbitraries.ScenarioText;
}
