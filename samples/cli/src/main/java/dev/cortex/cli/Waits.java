package dev.cortex.cli;

import dev.cortex.api.run.Blocker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who waited for whom and how long, from what blocked each phase at each moment at which something changed. */
final class Waits {
    /**
     * One reason to wait.
     *
     * @param kind what blocked the phase
     * @param root the phase with which that began
     */
    record Reason(Blocker.Kind kind, Optional<String> root) {
        /** {@return what was waited for} */
        String text() {
            String who = root.orElse("another phase");
            return switch (kind) {
                case LANE -> "the lane, which " + who + " held";
                case MAX_PARALLEL -> "a place under max_parallel";
                case BACKOFF -> "its next attempt";
                case GATE -> "a start";
                case CONFIRMATION -> "a verdict on its criteria";
                case COMPENSATION -> "the start of its rollback";
                case PREDECESSOR, WORK, NO_OWNER, FAILED, SKIPPED -> who;
            };
        }
    }

    /**
     * One phase's waiting for one thing.
     *
     * @param phase the phase
     * @param reason what it waited for
     * @param time how long, all in all
     * @param open whether it still did at the end
     */
    record Wait(String phase, Reason reason, Duration time, boolean open) {}

    private record Since(Reason reason, Instant at) {}

    private final Map<String, Map<Reason, Duration>> past = new LinkedHashMap<>();
    private final Map<String, Since> present = new LinkedHashMap<>();

    /** Takes note of what blocks each phase from now on. */
    void look(Instant now, List<Blocker> blockers) {
        Map<String, Reason> waiting = new LinkedHashMap<>();
        for (Blocker blocker : blockers) {
            if (counts(blocker.kind())) {
                boolean places = blocker.kind() == Blocker.Kind.MAX_PARALLEL;
                waiting.put(blocker.phase(), new Reason(blocker.kind(), places ? Optional.empty() : blocker.root()));
            }
        }
        present.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().reason().equals(waiting.get(entry.getKey()));
            if (over) {
                close(entry.getKey(), entry.getValue(), now);
            }
            return over;
        });
        waiting.forEach((phase, reason) -> present.putIfAbsent(phase, new Since(reason, now)));
    }

    private static boolean counts(Blocker.Kind kind) {
        return switch (kind) {
            case PREDECESSOR, LANE, MAX_PARALLEL, GATE, CONFIRMATION, BACKOFF, COMPENSATION -> true;
            case WORK, NO_OWNER, FAILED, SKIPPED -> false;
        };
    }

    private void close(String phase, Since since, Instant now) {
        past.computeIfAbsent(phase, any -> new LinkedHashMap<>())
                .merge(since.reason(), Duration.between(since.at(), now), Duration::plus);
    }

    /** {@return all waits that took time or never ended; phases in listed order, the waits of each in the order of time} */
    List<Wait> all(List<String> phases, Instant end) {
        Map<String, Since> open = Map.copyOf(present);
        open.forEach((phase, since) -> close(phase, since, end));
        present.clear();
        List<Wait> all = new ArrayList<>();
        for (String phase : phases) {
            Optional<Reason> last = Optional.ofNullable(open.get(phase)).map(Since::reason);
            past.getOrDefault(phase, Map.of()).forEach((reason, time) -> {
                boolean still = last.equals(Optional.of(reason));
                if (still || !time.isZero()) {
                    all.add(new Wait(phase, reason, time, still));
                }
            });
        }
        return all;
    }
}
