package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.Time;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process: what its engine has put off until later, and what it has asked others for. After a crash it does nothing. */
final class Life implements Lab, Time {
    private record Alarm(Instant at, long number, Runnable action) {}

    /**
     * Something that somebody was asked for and has not answered.
     *
     * @param name in words
     * @param answer has it answered
     */
    record Call(String name, Runnable answer) {}

    private final Clock clock;
    private final Duration skew;
    private final StateStore store;
    private final Cast cast;
    private final Consumer<RunEvent> heard;
    private final Supplier<String> ids;
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparingLong(Alarm::number));
    private final Set<String> taken = new HashSet<>();
    private long alarmNumber;
    private boolean dead;

    /** The moment in the world, whatever clocks say. */
    static final class Clock {
        private Instant now;

        Clock(Instant start) {
            this.now = start;
        }

        Instant now() {
            return now;
        }

        void goTo(Instant moment) {
            if (moment.isAfter(now)) {
                now = moment;
            }
        }
    }

    Life(Clock clock, Duration skew, StateStore store, Cast cast, Consumer<RunEvent> heard, Supplier<String> ids) {
        this.clock = clock;
        this.skew = skew;
        this.store = store;
        this.cast = cast;
        this.heard = heard;
        this.ids = ids;
    }

    boolean dead() {
        return dead;
    }

    void die() {
        dead = true;
        tasks.clear();
        calls.clear();
        alarms.clear();
    }

    int tasks() {
        return tasks.size();
    }

    void runTask(int index) {
        tasks.remove(index).run();
    }

    List<Call> calls() {
        return calls;
    }

    void call(Call call) {
        if (!dead) {
            calls.add(call);
        }
    }

    /** When the next alarm is due in the world; null if there is none. */
    @Nullable
    Instant nextAlarm() {
        Alarm next = alarms.peek();
        return next == null ? null : next.at();
    }

    /** Lets time pass until the next alarm, and lets it ring. */
    void ring() {
        Alarm next = Objects.requireNonNull(alarms.poll(), "no alarm");
        clock.goTo(next.at());
        next.action().run();
    }

    /** The first of some parts that the host has not taken, to give it to its engine. */
    Optional<String> missing(List<String> parts) {
        return parts.stream().filter(part -> !taken.contains(part)).findFirst();
    }

    // ---- the lab

    @Override
    public Instant now() {
        return clock.now().plus(skew);
    }

    @Override
    public void at(Instant moment, Runnable action) {
        if (!dead) {
            alarms.add(new Alarm(moment.minus(skew), alarmNumber++, Objects.requireNonNull(action, "action")));
        }
    }

    @Override
    public Time time() {
        taken.add("time");
        return this;
    }

    @Override
    public Executor executor() {
        taken.add("executor");
        return task -> {
            if (!dead) {
                tasks.add(Objects.requireNonNull(task, "task"));
            }
        };
    }

    @Override
    public StateStore store() {
        taken.add("store");
        return store;
    }

    @Override
    public AgentActivator agents() {
        taken.add("agents");
        return cast.agents(this);
    }

    @Override
    public ProfileActivator profiles() {
        return cast.profiles(this);
    }

    @Override
    public CriterionEvaluator criteria() {
        taken.add("criteria");
        return cast.criteria(this);
    }

    @Override
    public CompensationHandler compensation() {
        return cast.compensation(this);
    }

    @Override
    public RunListener listener() {
        taken.add("listener");
        return event -> {
            if (!dead) {
                heard.accept(event);
            }
        };
    }

    @Override
    public Supplier<String> ids() {
        taken.add("ids");
        return ids;
    }
}
