package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatesTest {
    private final Gates gates = new Gates();

    @Test
    void next_oneQuestionAtATime_inTheOrderOfOpening() {
        gates.opened("a");
        gates.opened("b");
        assertThat(gates.next()).contains("Start phase a? [y/N]");
        assertThat(gates.next()).isEmpty();
        gates.gone("a");
        assertThat(gates.next()).contains("Start phase b? [y/N]");
    }

    @Test
    void leave_phaseIsNotAskedAgain() {
        gates.opened("a");
        gates.next();
        gates.leave("a");
        gates.opened("a");
        assertThat(gates.next()).isEmpty();
        assertThat(gates.undecided()).isEmpty();
    }

    @Test
    void gone_thenOpenedAnew_isAskedAgain() {
        gates.opened("a");
        gates.next();
        gates.leave("a");
        gates.gone("a");
        gates.opened("a");
        assertThat(gates.next()).contains("Start phase a? [y/N]");
    }

    @Test
    void gone_whileAsked_withdrawsTheQuestion() {
        gates.rollbackOpened("a");
        assertThat(gates.next()).contains("Start the rollback of phase a? [y/N]");
        gates.gone("a");
        assertThat(gates.asked()).isEmpty();
    }
}
