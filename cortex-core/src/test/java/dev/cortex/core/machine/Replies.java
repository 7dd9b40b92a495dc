package dev.cortex.core.machine;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.Fact.WorkOutcome;
import dev.cortex.api.event.RunEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the world answers commands: everything succeeds at once, but for what is said here. The n-th answer of a list is for
 * the n-th attempt that counted, so that a crash does not shift the script; the last one stands for all that follow.
 */
final class Replies {
    private final Map<String, List<AgentResult>> work = new HashMap<>();
    private final Map<String, List<Verdict.Result>> verdicts = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> deaf = new HashSet<>();
    private boolean bare;

    static Replies good() {
        return new Replies();
    }

    /** What the agents of a phase answer: {@code true} for success. */
    Replies work(String phase, Boolean... successes) {
        work.put(
                phase,
                List.of(successes).stream()
                        .map(yes -> yes ? AgentResult.success("done") : AgentResult.failure("no luck"))
                        .toList());
        return this;
    }

    Replies fails(String... phases) {
        for (String phase : phases) {
            work(phase, false);
        }
        return this;
    }

    /** What is found out about a criterion, round by round. */
    Replies verdicts(String phase, int criterion, Verdict.Result... results) {
        verdicts.put(phase + "/" + criterion, List.of(results));
        return this;
    }

    /** Calls whose names begin like this break. */
    Replies breaks(String... calls) {
        broken.addAll(List.of(calls));
        return this;
    }

    /** Calls whose names begin like this are not answered before they are asked to stop. */
    Replies holds(String... calls) {
        held.addAll(List.of(calls));
        return this;
    }

    /** Calls whose names begin like this are never answered. */
    Replies deaf(String... calls) {
        deaf.addAll(List.of(calls));
        return this;
    }

    /** Nobody activates profiles, nobody compensates. */
    Replies bare() {
        bare = true;
        return this;
    }

    void letGo(String call) {
        held.remove(call);
        deaf.remove(call);
    }

    Optional<Signal> answer(Command command, boolean cancelled, List<RunEvent> journal) {
        String call = command.call();
        if (matches(deaf, call) || (!cancelled && matches(held, call))) {
            return Optional.empty();
        }
        boolean stopped = cancelled && matches(held, call);
        if (matches(broken, call)) {
            return Optional.of(Signals.broke(call));
        }
        if (bare && (call.contains("activate/profile/") || command instanceof Command.Compensate)) {
            return Optional.of(Signals.declined(call));
        }
        return Optional.of(good(command, stopped, journal));
    }

    private Signal good(Command command, boolean stopped, List<RunEvent> journal) {
        String call = command.call();
        if (command instanceof Command.Work one) {
            return new Signal.Worked(call, stopped ? AgentResult.failure("stopped") : result(one, journal));
        } else if (command instanceof Command.Judge one) {
            return stopped
                    ? new Signal.Judged(call, Verdict.unknown("stopped", "judge"))
                    : new Signal.Judged(call, new Verdict(verdict(one), "seen", "judge"));
        } else if (stopped) {
            return Signals.broke(call);
        }
        return command instanceof Command.Compensate ? new Signal.Compensated(call, "undone") : new Signal.Done(call);
    }

    private AgentResult result(Command.Work work, List<RunEvent> journal) {
        String phase = work.assignment().phase().name();
        String agent = work.assignment().agent();
        String key = this.work.containsKey(phase + "/" + agent) ? phase + "/" + agent : phase;
        List<AgentResult> all = this.work.getOrDefault(key, List.of(AgentResult.success("done")));
        long before = journal.stream()
                .filter(event -> event.fact() instanceof Fact.WorkEnded ended
                        && ended.attempt().phase().equals(phase)
                        && ended.attempt().agent().equals(agent)
                        && ended.outcome() != WorkOutcome.INTERRUPTED
                        && ended.outcome() != WorkOutcome.CANCELLED)
                .count();
        return all.get((int) Math.min(before, all.size() - 1)).with(agent, "of " + phase);
    }

    private Verdict.Result verdict(Command.Judge judge) {
        String[] parts = judge.call().split("/", -1);
        List<Verdict.Result> all = verdicts.getOrDefault(parts[1] + "/" + parts[4], List.of(Verdict.Result.MET));
        return all.get(Math.min(Integer.parseInt(parts[2]), all.size()) - 1);
    }

    private static boolean matches(Set<String> beginnings, String call) {
        return beginnings.stream().anyMatch(call::startsWith);
    }
}
