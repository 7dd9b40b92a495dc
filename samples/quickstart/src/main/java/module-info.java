/** A program that embeds cortex. It requires what cortex exports, and so can use nothing else. */
module dev.cortex.quickstart {
    requires dev.cortex.core;
    requires dev.cortex.yaml;
    requires java.net.http;
}
