package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Text to one tree. Built on the parser's events and not on its composer, which has no limit of depth, lets aliases
 * multiply, and accepts collections that contain themselves. Whatever is wrong is a finding; nothing is thrown.
 */
public final class Composer {
    private static final int REPAIRS = 5;
    private static final int REPAIRABLE = 256 << 10;

    private final Reading reading;
    private final Scalars scalars;
    private final Deque<Frame> open = new ArrayDeque<>();
    /** An anchor without a node belongs to a collection that is still open. */
    private final Map<String, Optional<Node>> anchors = new HashMap<>();

    private @Nullable Node root;
    private int nodes;
    private boolean halted;
    private Place last = Place.START;

    private Composer(Reading reading) {
        this.reading = reading;
        this.scalars = new Scalars(reading, this::path);
    }

    /**
     * What came of a text.
     *
     * @param root the document's value; empty if there is none
     * @param whole whether all of the text was understood
     */
    public record Outcome(Optional<Node> root, boolean whole) {}

    /**
     * Reads a text.
     *
     * @param text checked by {@link SourceText}
     * @param reading is told what is wrong
     * @return the tree, or of a text that cannot be read to its end the part before the trouble
     */
    public static Outcome compose(String text, Reading reading) {
        String current = text;
        for (int repairs = 0; ; repairs++) {
            int before = reading.count();
            Composer composer = new Composer(reading);
            Optional<MarkedYamlEngineException> problem = composer.read(current);
            if (problem.isEmpty()) {
                return new Outcome(Optional.ofNullable(composer.root), !composer.halted);
            }
            Place place = SyntaxError.place(problem.get(), composer.last);
            if (repairs < REPAIRS && current.length() <= REPAIRABLE) {
                reading.forget(before);
                Optional<String> repaired = SyntaxError.repair(problem.get(), place, composer.path(), current, reading);
                if (repaired.isPresent()) {
                    current = repaired.get();
                    continue;
                }
                composer = new Composer(reading);
                composer.read(current);
            }
            SyntaxError.report(problem.get(), place, composer.path(), reading);
            composer.close();
            return new Outcome(Optional.ofNullable(composer.root), false);
        }
    }

    private Optional<MarkedYamlEngineException> read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            Iterator<Event> events = new ParserImpl(settings, new StreamReader(settings, text));
            while (!halted && events.hasNext()) {
                take(events.next());
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return Optional.of(e);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            halt("invalid-yaml", "Invalid YAML: " + e.getMessage(), last, "write the text in another way");
            return Optional.empty();
        }
    }

    private void take(Event event) {
        last = Scalars.place(event.getStartMark(), last);
        if (event instanceof ScalarEvent scalar) {
            count(1, last);
            Optional<Node> node = scalars.node(scalar, last);
            anchor(scalar.getAnchor(), node);
            add(node, last);
        } else if (event instanceof AliasEvent alias) {
            alias(alias.getAlias().getValue());
        } else if (event instanceof CollectionStartEvent start) {
            begin(start);
        } else if (event instanceof DocumentStartEvent start) {
            document(start);
        } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
            end();
        }
    }

    private void document(DocumentStartEvent start) {
        if (root != null) {
            halt(
                    "several-documents",
                    "More than one document in a file",
                    last,
                    "put each definition in a file of its own");
            return;
        }
        start.getSpecVersion()
                .filter(version -> version.getMinor() < 2)
                .ifPresent(version -> reading.found(
                        Diagnostic.warning("yaml-version", "", "The file is read as YAML 1.2")
                                .withHint("remove the %YAML directive"),
                        Place.START));
    }

    private void begin(CollectionStartEvent start) {
        count(1, last);
        if (open.size() >= reading.bounds().levels()) {
            halt(
                    "too-deep",
                    "Nested too deep: more than " + reading.bounds().levels() + " levels",
                    last,
                    "a host can raise the limit");
            return;
        }
        if (halted) {
            return;
        }
        boolean map = start instanceof MappingStartEvent;
        scalars.checkTag(start.getTag(), map, last);
        String anchor = start.getAnchor().map(Anchor::getValue).orElse("");
        if (!anchor.isEmpty()) {
            anchors.put(anchor, Optional.empty());
        }
        open.push(new Frame(last, map, start.isFlow(), anchor));
    }

    private void end() {
        Frame frame = open.pop();
        Node node = frame.node();
        if (!frame.anchor().isEmpty()) {
            anchors.put(frame.anchor(), Optional.of(node));
        }
        add(Optional.of(node), node.place());
    }

    private void anchor(Optional<Anchor> anchor, Optional<Node> node) {
        anchor.ifPresent(name -> anchors.put(name.getValue(), node));
    }

    private void alias(String name) {
        Optional<Node> target = anchors.getOrDefault(name, Optional.empty());
        if (target.isEmpty()) {
            boolean within = anchors.containsKey(name);
            reading.found(
                    within
                            ? Diagnostic.error("recursive-alias", path(), "Alias inside what it stands for: *" + name)
                            : Diagnostic.error("unknown-alias", path(), "Unknown alias: *" + name)
                                    .withHint("an anchor &" + name + " has to come before it"),
                    last);
        } else {
            count(target.get().size(), last);
            if (open.size() + target.get().height() > reading.bounds().levels()) {
                halt("too-deep", "Nested too deep by an alias: *" + name, last, "a host can raise the limit");
            }
        }
        add(target.map(node -> node.at(last)), last);
    }

    private void add(Optional<Node> node, Place place) {
        Frame frame = open.peek();
        if (halted) {
            return;
        }
        if (frame != null) {
            frame.add(node, place, this::path, reading);
        } else if (root == null) {
            root = node.orElse(null);
        }
    }

    private void count(int more, Place place) {
        nodes += more;
        if (nodes > reading.bounds().nodes()) {
            halt(
                    "too-many-nodes",
                    "Too many values: more than " + reading.bounds().nodes() + " with what aliases repeat",
                    place,
                    "a host can raise the limit");
        }
    }

    private void halt(String code, String message, Place place, String hint) {
        if (!halted) {
            halted = true;
            reading.found(Diagnostic.error(code, path(), message).withHint(hint), place);
            close();
        }
    }

    /** Closes what is open, so that the part that was read can be looked at. */
    private void close() {
        while (!open.isEmpty()) {
            Frame frame = open.pop();
            Optional<Node> part = frame.flow() ? Optional.empty() : Optional.of(frame.node());
            if (open.isEmpty()) {
                root = part.orElse(null);
            } else {
                open.element().add(part, frame.place(), () -> "", reading);
            }
        }
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(frame -> path.append(frame.step()));
        return path.toString();
    }
}
