ALTER TABLE trials ADD COLUMN spread text NOT NULL DEFAULT '';
COMMENT ON COLUMN trials.spread IS 'How far single targets were missed, in units of the square root of the sum of x²·(w(1−w) + a(1−a)/20) over cut areas of value x, weight w and share of area a: quantiles for few; some; many of these';
