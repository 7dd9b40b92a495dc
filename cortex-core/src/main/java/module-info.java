/** Checks, plans and runs scenarios. */
module dev.cortex.core {
    requires transitive dev.cortex.api;
    requires org.jgrapht.core;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.cortex.core;
    exports dev.cortex.core.journal;
    exports dev.cortex.core.plan;
    exports dev.cortex.core.store;
    exports dev.cortex.core.machine;
    exports dev.cortex.core.agents;
}
