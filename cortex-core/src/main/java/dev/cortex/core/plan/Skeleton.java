package dev.cortex.core.plan;

import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** Temporary: uses a dependency once. */
public final class Skeleton {
    private Skeleton() {}

    /** Temporary. */
    public static int use() {
        return new SimpleDirectedGraph<String, DefaultEdge>(DefaultEdge.class)
                .vertexSet()
                .size();
    }
}
