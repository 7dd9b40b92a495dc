package dev.cortex.yaml.model;

import dev.cortex.api.scenario.Phase;
import dev.cortex.yaml.tree.Place;
import java.util.List;

/**
 * A phase whose condition has still to be read in the light of the others.
 *
 * @param path where it is
 * @param place where it stands
 * @param parts all but the condition
 * @param name its name, or empty text
 * @param atoms its condition as written
 * @param parallel where {@code parallel: true} stands; the start of the text if it was not written
 * @param modeWritten whether the file says {@code agent_mode}
 */
record PhaseDraft(
        String path,
        Place place,
        Phase.Builder parts,
        String name,
        List<Atom> atoms,
        Place parallel,
        boolean modeWritten) {}
