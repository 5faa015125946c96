package se.regstat.standalone.terminal;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import se.regstat.importing.format.Progress;

/** Shows progress to whoever waits: a bar where they sit at a terminal, a line for each stage elsewhere. To standard error. */
public abstract class TerminalProgress implements Progress, AutoCloseable {

    public static TerminalProgress of(CommandSpec spec) {
        return CommandLine.Help.Ansi.AUTO.enabled()
                ? new Bar()
                : new Lines(spec.commandLine().getErr());
    }

    @Override
    public abstract void close();

    private static final class Bar extends TerminalProgress {
        private ProgressBar bar;

        @Override
        public void begin(String what, long total) {
            close();
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total == 0 ? -1 : total)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) bar.close();
            bar = null;
        }
    }

    private static final class Lines extends TerminalProgress {
        private final PrintWriter err;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void begin(String what, long total) {
            err.println(what + (total > 1 ? " (" + total + ")" : "") + " …");
            err.flush();
        }

        @Override
        public void at(long done) {}

        @Override
        public void close() {}
    }
}
