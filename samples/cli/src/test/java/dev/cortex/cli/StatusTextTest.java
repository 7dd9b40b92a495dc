package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.run.Standing;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void of_theTutorialsRun_isTheTutorialsText() {
        RunView view = view(
                RunStatus.RUNNING,
                List.of(
                        phase("analysis", PhaseState.COMPLETED, 15, new Ending.Completed(Ending.Proof.VERIFIED)),
                        working("backend", 5, "python-pro"),
                        working("frontend", 3, "react-specialist"),
                        phase("integration", PhaseState.PENDING, 0, null)),
                List.of());
        assertThat(String.join("\n", text(view, false))).isEqualTo("""
                        Scenario: full-stack-feature
                        Status: running

                        Phase Status:
                          [x] analysis     - completed (15m ago)
                          [>] backend      - in_progress (5m)
                          [>] frontend     - in_progress (3m)
                          [ ] integration  - pending

                        Active Agents:
                          - python-pro (backend)
                          - react-specialist (frontend)""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PENDING; ; [ ] p  - pending",
                "WAITING; ; [?] p  - waiting (5m)",
                "IN_PROGRESS; ; [>] p  - in_progress (5m)",
                "VERIFYING; ; [>] p  - verifying (5m)",
                "COMPLETED; verified; [x] p  - completed (5m ago)",
                "COMPLETED; unverified; [x] p  - completed (5m ago)",
                "COMPLETED; operator; [x] p  - completed (5m ago)",
                "FAILED; agent; [!] p  - failed: agent (5m ago)",
                "FAILED; timeout; [!] p  - failed: timeout (5m ago)",
                "FAILED; criterion; [!] p  - failed: criterion (5m ago)",
                "FAILED; rejected; [!] p  - failed: rejected (5m ago)",
                "SKIPPED; upstream_failed; [-] p  - skipped: upstream failed (root)",
                "SKIPPED; fail_fast; [-] p  - skipped: fail fast (root)",
                "SKIPPED; upstream_skipped; [-] p  - skipped: upstream skipped (root)",
                "SKIPPED; not_needed; [-] p  - skipped: not needed",
                "SKIPPED; operator; [-] p  - skipped: by an operator"
            })
    void of_eachState_hasItsMarkAndCause(PhaseState state, String cause, String line) {
        PhaseView phase = phase("p", state, state == PhaseState.PENDING ? 0 : 5, ending(state, cause));
        assertThat(text(view(RunStatus.RUNNING, List.of(phase), List.of()), false))
                .contains("  " + line);
    }

    @Test
    void of_whatWantsAttention_isBelowWithCommands() {
        PhaseView done = phase(
                "plan",
                PhaseState.COMPLETED,
                9,
                new Ending.Completed(Ending.Proof.UNVERIFIED),
                criterion(1, "Plan is good", Verdict.unknown("words", "nobody"), false));
        PhaseView gate = phase("build it", PhaseState.WAITING, 2, null);
        PhaseView confirm = phase("check", PhaseState.VERIFYING, 1, null, criterion(1, "Nice", null, true));
        Blocker blocked = new Blocker(
                "ship", Blocker.Kind.PREDECESSOR, "waits for build it", Optional.of("build it"), Blocker.Remedy.START);
        RunView view = view(
                RunStatus.WAITING,
                List.of(done, gate, confirm, phase("ship", PhaseState.PENDING, 0, null)),
                List.of(blocked));
        assertThat(String.join("\n", text(view, false))).endsWith("""
                        Phase Status:
                          [x] plan      - completed (9m ago)
                          [?] build it  - waiting (2m)
                          [?] check     - verifying (1m)
                          [ ] ship      - pending

                        Unverified Criteria:
                          - plan: Plan is good

                        Waiting For You:
                          - build it: cortex orchestrate start full-stack-feature 'build it'
                          - check: Nice: cortex orchestrate confirm full-stack-feature check 1

                        Blocked:
                          - ship: waits for build it

                        Warnings:
                          - profile development: no activator""");
    }

    @ParameterizedTest
    @CsvSource({"WAITING, true", "INTERRUPTED, true", "RUNNING, false", "STOPPED, false", "COMPLETED, false"})
    void of_aRunThatNobodyDrives_saysHowToGoOn(RunStatus status, boolean said) {
        List<String> text = text(view(status, List.of(phase("ship", PhaseState.PENDING, 0, null)), List.of()), false);
        assertThat(text.contains("  - nobody drives the run: cortex orchestrate resume full-stack-feature"))
                .isEqualTo(said);
    }

    @Test
    void of_verbose_tellsRunAndCriteriaWithNumbers() {
        PhaseView phase = phase(
                "plan",
                PhaseState.COMPLETED,
                9,
                new Ending.Completed(Ending.Proof.VERIFIED),
                criterion(1, "Plan is good", Verdict.met("read it", "anna"), false));
        assertThat(text(view(RunStatus.COMPLETED, List.of(phase), List.of()), true))
                .contains("Run: run-1", "Criteria:", "  - plan 1: met: Plan is good (anna: read it)");
    }

    private static List<String> text(RunView view, boolean verbose) {
        return StatusText.of(
                Kind.SCENARIO,
                view,
                NOW,
                new RunCommands(new CommandLines(Optional.empty()), Kind.SCENARIO, view.scenario(), List.of()),
                verbose);
    }

    private static Ending ending(PhaseState state, String cause) {
        return switch (state) {
            case COMPLETED -> new Ending.Completed(Ending.Proof.valueOf(upper(cause)));
            case FAILED -> new Ending.Failed(Ending.Cause.valueOf(upper(cause)), "no disk");
            case SKIPPED -> {
                Ending.SkipCause why = Ending.SkipCause.valueOf(upper(cause));
                boolean rooted = why != Ending.SkipCause.NOT_NEEDED && why != Ending.SkipCause.OPERATOR;
                yield new Ending.Skipped(why, rooted ? Optional.of("root") : Optional.empty());
            }
            default -> null;
        };
    }

    private static String upper(String word) {
        return word.toUpperCase(java.util.Locale.ROOT);
    }

    private static PhaseView working(String name, int minutes, String agent) {
        AgentView at = new AgentView(agent, name, 1, NOW.minus(Duration.ofMinutes(minutes)));
        return new PhaseView(
                Phase.named(name).build(),
                PhaseState.IN_PROGRESS,
                Optional.empty(),
                1,
                Optional.of(at.since()),
                List.of(at),
                List.of(),
                Values.none());
    }

    private static CriterionView criterion(int number, String text, Verdict verdict, boolean waiting) {
        return new CriterionView(number, Criterion.of(text), Optional.ofNullable(verdict), Optional.empty(), waiting);
    }

    private static PhaseView phase(
            String name, PhaseState state, int minutes, Ending ending, CriterionView... criteria) {
        return new PhaseView(
                Phase.named(name).build(),
                state,
                Optional.ofNullable(ending),
                state == PhaseState.PENDING ? 0 : 1,
                state == PhaseState.PENDING ? Optional.empty() : Optional.of(NOW.minus(Duration.ofMinutes(minutes))),
                List.of(),
                List.of(criteria),
                Values.none());
    }

    private static RunView view(RunStatus status, List<PhaseView> phases, List<Blocker> blockers) {
        Scenario scenario = Scenario.named("full-stack-feature").build();
        Plan plan = new Plan(scenario, Policy.STANDARD, List.of(), List.of(), List.of());
        Optional<Owner> owner =
                status == RunStatus.RUNNING ? Optional.of(new Owner("engine", "here", 7, NOW)) : Optional.empty();
        Standing standing = new Standing(status, "", owner, new Actor("anna"), NOW, NOW, 9);
        List<String> warnings = status == RunStatus.WAITING ? List.of("profile development: no activator") : List.of();
        return new RunView("run-1", plan, Values.none(), standing, phases, blockers, warnings);
    }
}
