// Sources of patterns on folded English: numbers in digits and words, days, hours, and when something is due.

export const NUMBER = String
  .raw`(?:\d+(?:[.,]\d+)*|(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and|point)[ -])*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million))`;
const DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?";
const MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const HOUR = String.raw`(?:noon|midday|midnight|${NUMBER} ?o'clock|${NUMBER} ?(?:am|pm|a\.m\.|p\.m\.))`;
const ORDINAL =
  "(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|tenth|fifteenth|twentieth|(?:twenty|thirty)-[a-z]+th|[a-z]+teenth|[a-z]+ieth|fourth|fifth|sixth|seventh|eighth|ninth|eleventh|twelfth)";
const WHEN = String
  .raw`(?:(?:next |this |on )?${DAY}(?: (?:morning|afternoon|evening|night|lunchtime))?(?: at (?:${HOUR}|${NUMBER}))?(?: at the latest)?|tomorrow(?: (?:morning|afternoon|evening|night))?|today|tonight|this (?:morning|afternoon|evening|week|month|quarter)|next (?:week|month|quarter|year|spring|summer)|(?:the )?(?:end|start|beginning|middle) of (?:the |this |next )?(?:day|week|month|quarter|year|${MONTH})|${MONTH} (?:the )?${NUMBER}(?:st|nd|rd|th)?|${ORDINAL}(?: of ${MONTH})|the (?:\d{1,2}(?:st|nd|rd|th)|first|tenth|fifteenth|twentieth)\b(?! [a-z]+)|${MONTH}|close of business|lunch(?:time)?|christmas)`;
export const DEADLINE = String
  .raw`(?<!\b(?:since|of) )(?:\b(?:(?:by|before|until|on|for|from|at|no later than|not before) )?${WHEN}(?![a-z])|\b(?:by|before|at) (?:${HOUR}|${NUMBER})(?! percent|%| [a-z]+s\b)(?![a-z])|\b(?:in|within) (?:the next )?${NUMBER} (?:minutes?|hours?|days?|weeks?|months?)\b|\bas soon as possible|\basap|\bright away|\bright after (?:this|the meeting))`;
export const UNIT = String
  .raw`(?:%|percent|per cent|dollars?|euros?|pounds?|cents?|million|k\b|days?|weeks?|months?|years?|hours?|people|times)`;
