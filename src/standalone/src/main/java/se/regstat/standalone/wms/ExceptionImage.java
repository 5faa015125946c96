package se.regstat.standalone.wms;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.text.AttributedString;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;

/** For clients that can show nothing but images: a map's place taken by the message (INIMAGE) or by nothing (BLANK). */
final class ExceptionImage {

    private static final Logger LOG = LoggerFactory.getLogger(ExceptionImage.class);

    private static final int MARGIN = 8;

    private ExceptionImage() {}

    /** Empty where the client did not ask for an image, or not so that one can be made. */
    static Optional<OgcReply> reply(OgcRequest request, Limits limits, WmsException exception) {
        Parameters p = new Parameters(request.kvp());
        String operation = p.optional("REQUEST").orElse("").toLowerCase(Locale.ROOT);
        String wanted = p.optional("EXCEPTIONS").orElse("").toLowerCase(Locale.ROOT);
        boolean blank = Set.of("blank", "application/vnd.ogc.se_blank").contains(wanted);
        boolean message = Set.of("inimage", "application/vnd.ogc.se_inimage").contains(wanted);
        if (!(blank || message) || !Set.of("getmap", "map").contains(operation)) return Optional.empty();
        try {
            int width = p.whole("WIDTH", 256, 1, limits.mapWidth());
            int height = p.whole("HEIGHT", 256, 1, limits.mapHeight());
            MapFormat format = MapFormat.find(p.optional("FORMAT").orElse("")).orElse(MapFormat.PNG);
            int background = MapRequest.background(p, format.transparent);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(background, true));
            graphics.fillRect(0, 0, width, height);
            if (message) write(graphics, exception.getMessage(), width);
            graphics.dispose();
            return Optional.of(format.reply(image, background != 0));
        } catch (WmsException | IOException e) {
            LOG.debug("no image for the message: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void write(Graphics2D graphics, String message, int width) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(new Color(0xB00020));
        AttributedString text = new AttributedString(message);
        text.addAttribute(TextAttribute.FONT, new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        FontRenderContext context = graphics.getFontRenderContext();
        LineBreakMeasurer lines = new LineBreakMeasurer(text.getIterator(), context);
        float y = MARGIN;
        while (lines.getPosition() < message.length()) {
            TextLayout line = lines.nextLayout(Math.max(40, width - 2 * MARGIN));
            y += line.getAscent();
            line.draw(graphics, MARGIN, y);
            y += line.getDescent() + line.getLeading();
        }
    }
}
