/** English words without content of their own, folded; those of spoken meetings included. */
export const STOP_WORDS_EN: ReadonlySet<string> = new Set(
  `a about actually after again ago ah all already alright also always am an and any anybody anyone anything anyway are as
  at away back be because been before being both but by bye can cannot cheers could d did didn do does doesn doing don done
  down each else even every everybody everyone everything few first for from get gets getting give go goes going gonna good
  got great guess had has hasn have haven having he hello her here hi him his how however i if in into is isn it its just
  kind know last least less let like ll look lot m make many may maybe me mean might mine more most much must my need needs
  never next no nobody none nor not nothing now of off oh ok okay on once one only or other our out over own per perhaps
  please put quite rather re really right s said same say says see shall she should so some somebody someone something soon
  sort still stuff such sure t take than thank thanks that the their them then there these they thing things think this those
  though through time to today tomorrow tonight too two uh um under until up us ve very want was wasn way we well were what
  when where which while who why will with won would wouldn yeah yep yes yet you your morning afternoon evening week month
  year day days monday tuesday wednesday thursday friday saturday sunday`.split(/\s+/),
);
