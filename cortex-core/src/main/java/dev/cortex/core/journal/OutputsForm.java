package dev.cortex.core.journal;

import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import java.util.List;

/** The form of outputs: a list, each phase behind those it waited for. It is read back as a chain, which is equal. */
final class OutputsForm implements Form<Outputs> {
    private final Form<List<Output>> list = Containers.list(Forms.of(Output.class));

    @Override
    public Object plain(Outputs outputs) {
        return list.plain(outputs.all());
    }

    @Override
    public Outputs value(Object plain) {
        Outputs chain = Outputs.none();
        for (Output output : list.value(plain)) {
            chain = Outputs.of(output, List.of(chain));
        }
        return chain;
    }

    @Override
    public boolean isNothing(Outputs outputs) {
        return outputs.all().isEmpty();
    }

    @Override
    public Outputs absent() {
        return Outputs.none();
    }
}
