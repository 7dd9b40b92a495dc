package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one run: the fold of its events. What changes it marks what has to be looked at again; deciding looks at
 * that and at nothing else.
 */
final class RunState {
    /** A moment at which something has to be looked at: a place, a phase, an activation, the rollback, or the run. */
    record Alarm(Instant at, long number, Object about) {}

    final String id;
    final Plan plan;
    final List<PhaseRun> phases;
    final Map<String, PhaseRun> byName = new HashMap<>();
    final Map<String, Needed> needed = new LinkedHashMap<>();
    final Conditions conditions;
    final Rollbacks rollback = new Rollbacks();
    final List<String> warnings = new ArrayList<>();

    /** Who waits for the answer to each open call: a place, a phase whose criterion is judged, an activation, the rollback. */
    final Map<String, Object> calls = new HashMap<>();
    /** Phases to look at again. */
    final BitSet touched = new BitSet();
    /** Pending phases that may start, by whether they need the lane; in declaration order. */
    final TreeSet<Integer> readyForLane = new TreeSet<>();

    final TreeSet<Integer> readyBeside = new TreeSet<>();
    final PriorityQueue<Alarm> alarms =
            // Alarms of one moment ring in the order in which they were set, in a rebuilt machine too.
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));

    private long alarmsSet;

    long size;
    Values inputs = Values.none();
    Actor startedBy = Actor.ENGINE;
    Instant startedAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;

    @Nullable
    Owner owner;

    /** Whether that owner went away without letting go, as a host found out: not folded. */
    boolean ownerGone;

    /** The number of the event with which it was taken last. */
    long takenAt;

    Fact.@Nullable Outcome outcome;
    String reason = "";
    /** How often a stop was asked for since the run was taken. */
    int stops;

    @Nullable
    Instant stopBy;

    boolean timedOut;

    @Nullable
    PhaseRun failFastRoot;
    /** Whether the host has said that it compensates nothing: not folded. */
    boolean rollbackDeclined;

    /** Phases in progress or being checked, and those among them that hold the lane. */
    int active;

    int laneHolders;
    int ended;
    int failed;
    /** Phases that wait for a person. */
    int persons;
    /** Phases that wait for nothing but their turn. */
    int queued;
    /** Phases that neither run nor wait for a person any longer. */
    int moving;
    /**
     * Activations that are not off, and those among them that a former owner left behind: profiles, then agents, each by
     * when they were activated.
     */
    int notOff;

    final TreeSet<Needed> stale =
            new TreeSet<>(Comparator.comparing(Needed::isAgent).thenComparingLong(one -> one.order));
    /** Whether the deactivation of these agents was ordered from this machine: not folded. */
    boolean recoveryOrdered;

    /** Acts whose consequences are not recorded yet: the journal was cut behind them. */
    final List<Fact.Acted> unfinished = new ArrayList<>();
    /** Lines that somebody wrote by hand and nobody has judged, by their numbers. */
    final SortedMap<Long, Fact.Handwritten> handwritten = new TreeMap<>();
    /** For how long something was running under this owner, up to {@link #runningSince}. */
    Duration ran = Duration.ZERO;

    @Nullable
    Instant runningSince;

    RunState(String id, Plan plan) {
        this.id = id;
        this.plan = plan;
        List<PhaseRun> all = new ArrayList<>();
        for (PlannedPhase planned : plan.phases()) {
            PhaseRun phase = new PhaseRun(planned, needs(planned));
            all.add(phase);
            byName.put(phase.name(), phase);
        }
        this.phases = List.copyOf(all);
        this.conditions = new Conditions(phases, byName);
    }

    private List<Needed> needs(PlannedPhase planned) {
        Stream<Activation> profiles =
                planned.phase().profiles().stream().map(name -> new Activation(id, Activation.Kind.PROFILE, name));
        Stream<Activation> agents =
                planned.phase().workers().stream().map(name -> new Activation(id, Activation.Kind.AGENT, name));
        return Stream.concat(profiles, agents)
                .distinct()
                .map(activation -> needed.computeIfAbsent(activation.key(), key -> new Needed(activation)))
                .toList();
    }

    Scenario scenario() {
        return plan.scenario();
    }

    boolean begun() {
        return size > 0;
    }

    boolean stopping() {
        return stops > 0;
    }

    /** Whether something may still be there that was to be deactivated. */
    boolean leftOver() {
        return needed.values().stream().anyMatch(one -> one.left);
    }

    /** Whether a former owner's activations have to be undone before anything else. */
    boolean recovering() {
        return !stale.isEmpty();
    }

    boolean needsLane(PhaseRun phase) {
        return switch (plan.policy().overlap()) {
            case LANE -> !phase.phase.parallel();
            case DAG -> false;
            case SERIAL -> true;
        };
    }

    boolean laneFree() {
        return plan.policy().overlap() == Overlap.SERIAL ? active == 0 : laneHolders == 0;
    }

    boolean placeFree() {
        return active < scenario().maxParallel().orElse(Integer.MAX_VALUE);
    }

    /** Whether nothing runs and nothing will, unless a person does something. */
    boolean resting() {
        boolean waits = persons > 0 || rollback.waiting();
        // Where the time is over, those who queue will not start.
        boolean starts = queued > 0 && !timedOut;
        return waits && active == 0 && !starts && moving == 0 && !rollback.running() && !stopping() && !recovering();
    }

    void touch(PhaseRun phase) {
        touched.set(phase.index());
    }

    void touchAll() {
        touched.set(0, phases.size());
    }

    void touch(Needed needed) {
        needed.users.forEach(this::touch);
        needed.leaving.forEach(this::touch);
    }

    void alarm(@Nullable Instant at, Object about) {
        if (at != null) {
            alarms.add(new Alarm(at, alarmsSet++, about));
        }
    }

    /** When the time that the scenario allows for work will be over, if nothing changes. */
    Optional<Instant> timeout() {
        return scenario()
                .timeout()
                .flatMap(limit -> Optional.ofNullable(runningSince).map(since -> since.plus(limit.minus(ran))));
    }

    /** Changes a phase, keeping the counts right, and marks it. */
    void change(PhaseRun phase, Instant at, Runnable change) {
        boolean ranBefore = active > 0;
        count(phase, -1);
        change.run();
        count(phase, 1);
        touch(phase);
        if (phase.state != PhaseState.PENDING) {
            readyForLane.remove(phase.index());
            readyBeside.remove(phase.index());
        }
        if (!ranBefore && active > 0) {
            runningSince = at;
            timeout().ifPresent(limit -> alarm(limit, this));
        } else if (ranBefore && active == 0 && runningSince != null) {
            ran = ran.plus(Duration.between(runningSince, at));
            runningSince = null;
        }
    }

    private void count(PhaseRun phase, int sign) {
        if (phase.active()) {
            active += sign;
            laneHolders += phase.phase.parallel() ? 0 : sign;
        }
        if (phase.ended()) {
            ended += sign;
            failed += phase.failed() ? sign : 0;
        }
        persons += phase.asks() ? sign : 0;
        queued += phase.queues() ? sign : 0;
        moving += phase.movesOn() ? sign : 0;
    }

    /**
     * Whether what a phase needs has to be active, also if no agent has to work any more: criteria are judged under the
     * profiles that the work was done under, and what a judge starts is ended with the agents.
     */
    boolean needsActive(PhaseRun phase) {
        return phase.workRemains()
                || phase.places.isEmpty()
                || (phase.firstUnjudged() > 0 && plan.policy().verification() != Verification.OFF);
    }

    void stage(Needed one, Needed.Stage stage) {
        notOff += (stage == Needed.Stage.OFF ? 0 : 1) - (one.off() ? 0 : 1);
        one.stage = stage;
        touch(one);
        if (stage == Needed.Stage.OFF) {
            one.unsure = false;
            one.noneLeaves();
            if (one.stale) {
                one.stale = false;
                stale.remove(one);
                if (stale.isEmpty()) {
                    touchAll();
                }
            }
        }
    }
}
