/**
 * What a program compiles against: the model of scenarios and workflows, what checks and runs say about them, and
 * the interfaces that a host implements. It has no dependencies at run time.
 */
module dev.cortex.api {
    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;

    exports dev.cortex.api.diagnostic;
    exports dev.cortex.api.scenario;
    exports dev.cortex.api.plan;
    exports dev.cortex.api.agent;
    exports dev.cortex.api.criteria;
    exports dev.cortex.api.store;
    exports dev.cortex.api.event;
    exports dev.cortex.api.run;
}
