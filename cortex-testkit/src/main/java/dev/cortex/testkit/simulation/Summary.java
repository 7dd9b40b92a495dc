package dev.cortex.testkit.simulation;

/**
 * What many schedules came to, none of which broke anything.
 *
 * @param schedules how many there were
 * @param events how many events they recorded
 * @param crashes how many crashes they lived through
 * @param stops how often one was stopped and resumed
 * @param acts how many acts of people were acknowledged: answers to gates and criteria, stops, and what
 *     {@link Simulation#acts} has
 */
public record Summary(long schedules, long events, long crashes, long stops, long acts) {
    static final Summary NONE = new Summary(0, 0, 0, 0, 0);

    Summary and(Schedule schedule) {
        return new Summary(
                schedules + 1,
                events + schedule.events().size(),
                crashes + schedule.crashes(),
                stops + schedule.stops(),
                acts + schedule.acts());
    }

    Summary and(Summary other) {
        return new Summary(
                schedules + other.schedules,
                events + other.events,
                crashes + other.crashes,
                stops + other.stops,
                acts + other.acts);
    }
}
