package dev.cortex.yaml.tree;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A look at the name of a definition without reading the rest of it. */
public final class TopLevel {
    private static final int LONGEST_LOOK = 2000;

    private TopLevel() {}

    /**
     * The value of the key {@code name} at the top.
     *
     * @param text YAML, or trouble
     * @return the name; empty if there is none, or not near the start
     */
    public static Optional<String> name(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(false)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return name(new ParserImpl(settings, new StreamReader(settings, text)));
        } catch (RuntimeException e) {
            // Whoever reads the definition itself is told.
            return Optional.empty();
        }
    }

    private static Optional<String> name(ParserImpl events) {
        int depth = 0;
        boolean key = true;
        boolean found = false;
        for (int i = 0; i < LONGEST_LOOK && events.hasNext(); i++) {
            Event event = events.next();
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth == 1 && event instanceof ScalarEvent scalar && found && !key) {
                return Optional.of(scalar.getValue());
            }
            if (depth == 1 && (event instanceof NodeEvent || event instanceof CollectionEndEvent)) {
                found = key
                        && event instanceof ScalarEvent scalar
                        && scalar.getValue().equals("name");
                // A collection counts when it ends.
                key = event instanceof CollectionStartEvent ? key : !key;
            }
            if (event instanceof CollectionStartEvent) {
                if (depth == 0 && !(event instanceof MappingStartEvent)) {
                    return Optional.empty();
                }
                depth++;
            }
        }
        return Optional.empty();
    }
}
