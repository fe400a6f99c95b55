namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>What a broker does at something that it does not allow.</summary>
internal enum Denial
{
    /// <summary>It answers so, and the link goes on.</summary>
    Answers,

    /// <summary>It answers so and ends the link.</summary>
    AnswersAndEnds,

    /// <summary>It ends the link and says why.</summary>
    Ends,

    /// <summary>It closes the connection without a word.</summary>
    Closes,

    /// <summary>It says nothing and does not do it.</summary>
    Ignores,
}
