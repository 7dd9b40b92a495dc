package dev.cortex.cli.panel;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.cli.Kind;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A panel that looks at a real run in simulated time, and a screen of any size on which it is drawn. */
final class PanelBench {
    static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final Actor ANNA = new Actor("anna");

    /** A gate, two phases beside each other of which one fails at first, and a phase whose criterion wants a person. */
    static final Scenario FEATURE = Scenario.named("feature")
            .description("A feature, from its plan to its check")
            .phase("analysis", p -> p.manual().agents("architect").criteria("Plan written"))
            .phase("backend", p -> p.after("analysis").agents("coder"))
            .phase("frontend", p -> p.after("analysis").parallel().agents("designer", "artist"))
            .phase("check", p -> p.after("backend", "frontend").agents("tester").criteria("Looks right"))
            .build();

    final ManualTime time = new ManualTime(BEGIN);
    final Panel panel = new Panel(BEGIN);
    private final Cortex cortex = Cortex.builder()
            .agents(new ScriptedAgents(time)
                    .takes("architect", Duration.ofMinutes(2))
                    .takes("coder", Duration.ofMinutes(5))
                    .takes("designer", Duration.ofMinutes(3))
                    .on("backend/coder", AgentResult.failure("no compiler is installed"), AgentResult.success("")))
            .criteria(new ScriptedCriteria(time).on("Plan written", Verdict.met("PLAN.md exists", "check")))
            .policy(Policy.STANDARD.with(Verification.STRICT))
            .store(new InMemoryStateStore())
            .time(time)
            .executor(time)
            .build();
    final Plan plan = cortex.plan(FEATURE).orElseThrow();
    private Optional<Run> run = Optional.empty();
    private Tails tails = Tails.NONE;

    Run start() {
        run = Optional.of(cortex.start(plan, Values.none(), ANNA));
        time.settle();
        return run.get();
    }

    RunView view() {
        return run.orElseThrow().view();
    }

    void start(String phase) {
        var unused = run.orElseThrow().as(ANNA).start(phase, "");
        time.settle();
    }

    void retry() {
        var unused = run.orElseThrow().as(ANNA).retry("backend", "");
        time.settle();
    }

    /** The run is let go while it waits for a person. */
    void release() {
        var unused = run.orElseThrow().release();
        time.settle();
    }

    void pass(Duration span) {
        time.advance(span);
    }

    void printed(String phase, String agent, String... lines) {
        tails = new Tails(phase, Map.of(agent, List.of(lines)));
    }

    /** What an office would see. */
    Snapshot snapshot() {
        Optional<RunView> view = run.map(Run::view);
        List<String> history = new ArrayList<>();
        run.ifPresent(one -> one.events(
                0,
                event -> history.add(
                        event.number() + " " + event.fact().getClass().getSimpleName())));
        return new Snapshot(
                time.now(),
                List.of(
                        new Listed(
                                Kind.SCENARIO,
                                "broken",
                                Optional.empty(),
                                List.of("phase a waits for itself"),
                                Optional.empty()),
                        new Listed(Kind.SCENARIO, "feature", Optional.of(plan), List.of(), view),
                        new Listed(Kind.WORKFLOW, "review", Optional.of(plan), List.of(), Optional.empty())),
                panel.look().filter(look -> look.name().equals("feature")).flatMap(look -> view),
                history,
                view.stream().toList(),
                tails);
    }

    /** The panel has a look. */
    PanelBench look() {
        panel.see(panel.look(), snapshot());
        return this;
    }

    PanelBench press(Key.Code... codes) {
        for (Key.Code code : codes) {
            panel.key(Key.of(code));
            look();
        }
        return this;
    }

    PanelBench type(String text) {
        text.codePoints().forEach(c -> panel.key(Key.typed(Character.toString(c))));
        return look();
    }

    /** Goes from the list to the run. */
    PanelBench open() {
        return look().press(Key.Code.DOWN, Key.Code.ENTER);
    }

    Buffer painted(int width, int height, boolean colours) {
        Buffer buffer = Buffer.empty(new Rect(0, 0, width, height));
        new Painter(new Tones(colours)).paint(panel, buffer);
        return buffer;
    }

    List<String> screen(int width, int height) {
        return lines(painted(width, height, true));
    }

    static List<String> lines(Buffer buffer) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < buffer.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < buffer.width(); x++) {
                if (!buffer.get(x, y).isContinuation()) {
                    line.append(buffer.get(x, y).symbol());
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
