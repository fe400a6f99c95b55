using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Grading;

/// <summary>The message <c>rsp/grade</c>: the answer to a <see cref="GradeCommand"/>.</summary>
/// <param name="Id">The id of the command; null when the message had none that could be read.</param>
/// <param name="Result">What became of it.</param>
internal sealed record GradeAnswer(string? Id, GradeResult Result)
{
    /// <summary>The id of the event with the grade; left out when it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GradedEvent { get; init; }

    /// <summary>Why it was refused, from <see cref="GradeRefusals"/>; left out when it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
