package dev.cortex.core.machine;

import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A run with everything that people do in it, told so that it can be begun anywhere: what its journal holds already is not
 * done again.
 */
final class Story {
    private final String name;
    private final Plan plan;
    private final Supplier<Replies> replies;
    private final List<Consumer<World>> steps = new ArrayList<>();

    private Story(String name, Plan plan, Supplier<Replies> replies) {
        this.name = name;
        this.plan = plan;
        this.replies = replies;
    }

    static Story of(String name, Plan plan, Supplier<Replies> replies) {
        return new Story(name, plan, replies);
    }

    static Story of(String name, Plan plan) {
        return of(name, plan, Replies::good);
    }

    Story act(OperatorAction action) {
        return step(world -> world.act(action));
    }

    /** Everything is answered that is answered at once. */
    Story settle() {
        return step(world -> world.begin().settle());
    }

    Story run() {
        return step(World::run);
    }

    Story letGo(String call) {
        return step(world -> world.letGo(call).settle());
    }

    Story release() {
        return step(world -> world.decide(Signals.release()));
    }

    Story resume() {
        return step(world -> world.resume("e-next"));
    }

    private Story step(Consumer<World> step) {
        steps.add(step);
        return this;
    }

    World play() {
        return play(World.of(plan, replies.get()));
    }

    World play(World world) {
        steps.forEach(step -> step.accept(world));
        return world.run();
    }

    /** The engine dies when these events are durable, and another one goes on. */
    World playAfter(List<RunEvent> history) {
        return play(World.after(plan, replies.get(), history).resumeAs("e-new"));
    }

    World forgetful() {
        return play(World.of(plan, replies.get()).forgetful());
    }

    Plan plan() {
        return plan;
    }

    @Override
    public String toString() {
        return name;
    }
}
