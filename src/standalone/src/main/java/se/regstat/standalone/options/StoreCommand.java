package se.regstat.standalone.options;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.regstat.statistics.store.StoreUrl;

/** A command that works on a store. */
public abstract class StoreCommand implements Callable<Integer> {

    @Mixin
    protected StoreOptions storeOptions;

    @Spec
    protected CommandSpec spec;

    protected PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected StoreUrl url() {
        return storeOptions.store(storeOptions.configuration());
    }

    protected ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What was written, read: what is wrong with it is wrong use of the command. */
    protected <T> T parsed(Supplier<T> text) {
        try {
            return text.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
