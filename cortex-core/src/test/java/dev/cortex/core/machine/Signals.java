package dev.cortex.core.machine;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.util.Optional;

/** Short words for what comes in. */
final class Signals {
    private Signals() {}

    static Signal begin() {
        return new Signal.Begin(Values.none(), new Actor("anna"));
    }

    static Signal take(String owner) {
        return new Signal.Take(new Owner(owner, "host", 1, Told.START));
    }

    static Signal release() {
        return new Signal.Release();
    }

    static Signal done(String call) {
        return new Signal.Done(call);
    }

    static Signal worked(String call) {
        return new Signal.Worked(call, AgentResult.success("done"));
    }

    static Signal failed(String call) {
        return new Signal.Worked(call, AgentResult.failure("no luck"));
    }

    static Signal broke(String call) {
        return new Signal.Broke(call, "boom");
    }

    static Signal declined(String call) {
        return new Signal.Declined(call, "nobody there");
    }

    static Signal judged(String call, Verdict.Result result) {
        return new Signal.Judged(call, new Verdict(result, "seen", "judge"));
    }

    static Signal act(OperatorAction action) {
        return new Signal.Act(new Actor("anna"), "", action);
    }

    static OperatorAction start(String phase) {
        return new OperatorAction.Start(phase);
    }

    static OperatorAction reject(String phase) {
        return new OperatorAction.Reject(phase);
    }

    static OperatorAction complete(String phase) {
        return new OperatorAction.Complete(phase);
    }

    static OperatorAction skip(String phase) {
        return new OperatorAction.Skip(phase);
    }

    static OperatorAction confirm(String phase, int criterion) {
        return new OperatorAction.Confirm(phase, criterion, true);
    }

    static OperatorAction deny(String phase, int criterion) {
        return new OperatorAction.Confirm(phase, criterion, false);
    }

    static OperatorAction stop() {
        return new OperatorAction.Stop();
    }

    static OperatorAction retry() {
        return new OperatorAction.Retry(Optional.empty());
    }

    static OperatorAction retry(String phase) {
        return new OperatorAction.Retry(Optional.of(phase));
    }
}
