namespace StationAgent.Signals;

/// <summary>Section <c>Signals:Pins</c>: which line of the chip is which output; null for an output that the station does not have.</summary>
internal sealed class SignalPinOptions
{
    /// <summary>Lamp: a piece may be dropped off.</summary>
    public int? Ready { get; set; }

    /// <summary>Lamp: wait.</summary>
    public int? Busy { get; set; }

    /// <summary>Lamp: the platform is to be cleared.</summary>
    public int? Occupied { get; set; }

    /// <summary>Lamp: the piece was accepted.</summary>
    public int? Accepted { get; set; }

    /// <summary>Lamp: the piece was not accepted.</summary>
    public int? Rejected { get; set; }

    /// <summary>Lamp: no piece can be taken.</summary>
    public int? OutOfService { get; set; }

    /// <summary>The buzzer.</summary>
    public int? Buzzer { get; set; }

    /// <summary>Name and line of each output that has one.</summary>
    public IEnumerable<(string Name, int Line)> Named()
    {
        (string Name, int? Line)[] all =
        [
            (nameof(Ready), Ready),
            (nameof(Busy), Busy),
            (nameof(Occupied), Occupied),
            (nameof(Accepted), Accepted),
            (nameof(Rejected), Rejected),
            (nameof(OutOfService), OutOfService),
            (nameof(Buzzer), Buzzer),
        ];
        return all.Where(static one => one.Line is not null).Select(static one => (one.Name, one.Line!.Value));
    }
}
