/** A program that uses cortex as a stranger does. */
module org.example.consumer {
    requires dev.cortex.core;
    requires dev.cortex.yaml;
}
