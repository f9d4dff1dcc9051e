namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>Patterns of English notes, to the same rules as <see cref="SpanishClauses"/>.</summary>
internal static class EnglishClauses
{
    public static ClauseRules Rules { get; } = new()
    {
        Opener = TextPattern.Words(
            "(?:we |i )?(?:gave|administered|prescribed|recommend(?:ed)?|advised?|dispensed|vaccinated)|(?:treatment|tx|rx) ?:|we will"
            + "|book(?:ed)? (?:an )?appointment|follow[ -]up (?:in|with)|recheck in|gradual transition|monitor for|clean(?:ed)? with|plan ?:"),
        Anamnesis = TextPattern.Words("anamnesis|presented for|presents for|presenting with|history of|owner reports?|owner says"),
        Performed = TextPattern.Words("(?:we|i) (?:gave|give|administer(?:ed)?)|given|administered|vaccinated|prescribed|dispensed"),
        ExaminationStart = TextPattern.Of(@"^(?:physical )?(?:exam|examination|on examination|anamnesis|history)\b"),
        TreatmentLabel = TextPattern.Of(@"\b(?:treatment|tx|rx) ?:"),
        Finding = TextPattern.Words("no fungal|inflammation|inflamed|alopecia|hair loss|bite wound"),
        Dosage = TextPattern.Words(
            @"[0-9]{1,6}(?:[.,/][0-9]{1,6})? ?(?:ml|mg|mcg|tablets?|tabs?|capsules?|drops?|sachets?|puffs?|applications?)\b.{0,60}\b(?:every|for|daily|twice|once|sid|bid|tid|q[0-9]{1,3}h?)"),
        ToldFromHome = TextPattern.Words("at home .{0,40}reports?|at home .{0,60}(?:is|doing) (?:well|fine|ok)"),
        Reminder = TextPattern.Of(@"\b(?:vaccination|vaccine|booster) reminders?\b|^vaccination [a-z]"),
        BareReminder = TextPattern.Of("^(?:reminders?|vaccine|booster|next|given|done|yes)[ .:,-]{0,20}$"),
        Continuation = TextPattern.Of(
            @"^(?:the (?:blood|lab|faecal|fecal) (?:test|work|panel)|mixed with|gastrointestinal (?:diet|food)|cleanings?|i/d)\b|^at home$"),
        Planned = TextPattern.Of("^(?:the )?next (?:visit|appointment|check|recheck|exam|consultation|vaccine|vaccination|dose|due)"),
        Therapy = TextPattern.Words(
            "give [0-9]{1,4}|continue with|keep on|important to offer|in [0-9]{1,4} days should|if (?:it|this|he|she|signs|symptoms) (?:persists?|worsens?|does not|do not)"
            + "|if no improvement|we will (?:introduce|recheck|review)|need to rule out|booster given|vaccine given|vaccinated|vaccinate"
            + "|administer|apply|tablets?|capsules?|drops?|sachets?|ml|mg|every [0-9]{1,4} ?(?:h|hours|days)|for [0-9]{1,4} (?:days|weeks|months)"
            + "|recheck|follow[ -]up|maintain|mix|change to|spay|neuter|castrate"),
        AnyAction = TextPattern.Words(
            "recommend(?:ed)?|advised?|performed|administered|applied|prescribed?|dispensed|start(?:ed)?|continue[ds]?|we will|appointments?|repeat"
            + "|dressings?|monitor|watch for|emergency|call|contact|deworm(?:ed)?|hospitali[sz]ed?|diet|send by e?-?mail|sent to|referred"
            + "|gave|given|rest|clean(?:ed)? with|discharged|rechecked|book(?:ed)?|flushed|removed|sutured|taken for"),
    };
}
