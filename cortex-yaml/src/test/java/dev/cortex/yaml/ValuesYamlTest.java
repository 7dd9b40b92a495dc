package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesYamlTest {
    @Test
    void parse_map_givesPlainValuesAndPlaces() {
        Checked<Values> read = ValuesYaml.parse("# mine\ncommand: [a, b]\nlimits: {most: 3}\n", "config.yaml");
        assertThat(read.orElseThrow().map())
                .isEqualTo(Map.of("command", List.of("a", "b"), "limits", Map.of("most", 3L)));
        assertThat(read.source().exact("/limits")).contains(new Position("config.yaml", 3, 1));
        assertThat(read.source().exact("/limits/most")).contains(new Position("config.yaml", 3, 10));
        assertThat(read.source().exact("/command/1")).contains(new Position("config.yaml", 2, 14));
    }

    @Test
    void parse_brokenOrEmpty_isAFindingWithAPlace() {
        assertThat(ValuesYaml.parse("a: [\n", "c.yaml").ok()).isFalse();
        assertThat(ValuesYaml.parse("# nothing\n", "c.yaml").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("empty-file");
                    assertThat(finding.position()).contains(Position.startOf("c.yaml"));
                });
        assertThat(ValuesYaml.parse("a: 1\na: 2\n", "c.yaml").ok()).isFalse();
    }
}
