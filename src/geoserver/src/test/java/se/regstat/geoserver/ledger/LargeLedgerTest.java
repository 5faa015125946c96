package se.regstat.geoserver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.geoserver.platform.resource.Resource;
import org.junit.jupiter.api.Test;

class LargeLedgerTest {

    @Test
    void the_ledger_of_ten_thousand_layers_is_read_back() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("layer l").append(i).append(":\n");
            for (int j = 0; j < 10; j++) {
                text.append("  property")
                        .append(j)
                        .append(": ")
                        .append("x".repeat(60))
                        .append('\n');
            }
        }
        assertThat(text).hasSizeGreaterThan(5_000_000);
        Ledger ledger = Ledger.read(new Written(text.toString()));
        assertThat(ledger.knows("layer l9999")).isTrue();
        assertThat(ledger.keys()).hasSize(10_000);
    }

    private record Written(String text) implements Resource {
        @Override
        public InputStream in() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String name() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Resource> list() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Type getType() {
            return Type.RESOURCE;
        }

        @Override
        public OutputStream out() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long lastmodified() {
            throw new UnsupportedOperationException();
        }

        @Override
        public File dir() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete() {
            throw new UnsupportedOperationException();
        }
    }
}
