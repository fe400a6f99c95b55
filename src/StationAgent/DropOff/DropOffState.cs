using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>The phase the station is in.</summary>
/// <param name="Memory">What the station remembers in every phase.</param>
internal abstract record DropOffState(StationMemory Memory)
{
    /// <summary>True while no piece is judged or watched, so that the zero of the scale may follow its drift.</summary>
    public bool NothingPending => this is Ready or Occupied or ComingToRest or ClearingView or BelowZero or OutOfService;

    /// <summary>A piece may be dropped off.</summary>
    internal sealed record Ready(StationMemory Memory) : DropOffState(Memory);

    /// <summary>The load has changed and has not settled.</summary>
    internal sealed record Settling(StationMemory Memory, TimeSpan PresentedAt, bool Lighter) : DropOffState(Memory);

    /// <summary>A settled piece is being examined.</summary>
    internal abstract record Examining(StationMemory Memory, Piece Piece) : DropOffState(Memory);

    /// <summary>The pictures are behind the scale: wait until they show the settled piece.</summary>
    internal sealed record AwaitingPictures(StationMemory Memory, Piece Piece) : Examining(Memory, Piece);

    /// <summary>The pictures do not show what is on the scale: they may be behind it.</summary>
    internal sealed record AwaitingChange(StationMemory Memory, Piece Piece, Recognition Recognition, TimeSpan Deadline) : Examining(Memory, Piece);

    /// <summary>Pictures are being taken.</summary>
    internal sealed record Capturing(StationMemory Memory, Piece Piece, TimeSpan Deadline) : Examining(Memory, Piece);

    /// <summary>The classifier is working.</summary>
    internal sealed record Classifying(StationMemory Memory, Piece Piece, TimeSpan Deadline) : Examining(Memory, Piece);

    /// <summary>The pictures are judged, but the load moves: it must come to rest unchanged.</summary>
    internal sealed record Confirming(StationMemory Memory, Piece Piece, Recognition Recognition) : Examining(Memory, Piece);

    /// <summary>The judged piece is being stored; nothing is shown before it is.</summary>
    internal sealed record Committing(StationMemory Memory, DropOffRecord Record, StableWeight Load, TimeSpan Deadline) : DropOffState(Memory);

    /// <summary>The piece was accepted and its withdrawal window is open.</summary>
    /// <param name="Memory">What the station remembers.</param>
    /// <param name="Accepted">What was stored.</param>
    /// <param name="EventId">Its identifier in the store.</param>
    /// <param name="Level">The whole load that the next rest is compared with.</param>
    /// <param name="Until">When the window ends.</param>
    /// <param name="HasRested">Bin: a new reference is taken since the piece came.</param>
    internal sealed record Watching(
        StationMemory Memory,
        DropOffRecord Accepted,
        string EventId,
        StableWeight Level,
        TimeSpan Until,
        bool HasRested) : DropOffState(Memory)
    {
        /// <summary>Tray: the looks at the pictures; null for a bin.</summary>
        public WindowLook? Look { get; init; }

        /// <summary>The loads that have rested since the level was found, before the end of the window; null for none.</summary>
        public LoadSpan? Seen { get; init; }

        /// <summary>The newest rest that was compared with the level.</summary>
        public TimeSpan ComparedTo { get; init; }
    }

    /// <summary>An amendment is being stored.</summary>
    internal sealed record Amending(StationMemory Memory, Amendment Amendment, TimeSpan Deadline) : DropOffState(Memory);

    /// <summary>Tray: there is a load that is not, or no longer, to be judged, or the load is not known yet.</summary>
    internal sealed record Occupied(StationMemory Memory) : DropOffState(Memory)
    {
        /// <summary>When to look whether there is anything on it; null while a look is under way or the load moves.</summary>
        public TimeSpan? LookAt { get; init; }

        /// <summary>The number of looks in a row that showed the empty platform.</summary>
        public int Matches { get; init; }
    }

    /// <summary>Bin: load and picture have to rest before the next piece.</summary>
    internal sealed record ComingToRest(StationMemory Memory) : DropOffState(Memory);

    /// <summary>Tray: it is empty after an accepted piece, but the pictures do not show it empty yet.</summary>
    internal sealed record ClearingView(StationMemory Memory) : DropOffState(Memory);

    /// <summary>Tray: less than nothing rests on it, so the zero of the scale is wrong.</summary>
    /// <param name="Memory">What the station remembers.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="LookAt">When to look at the pictures next; null while a look is under way.</param>
    /// <param name="Matches">The number of looks in a row that showed the empty platform.</param>
    /// <param name="IsTold">True when lamp and display show that the station is out of service.</param>
    internal sealed record BelowZero(StationMemory Memory, TimeSpan Since, TimeSpan? LookAt, int Matches, bool IsTold) : DropOffState(Memory);

    /// <summary>A part has failed: no piece can be judged or stored.</summary>
    internal sealed record OutOfService(StationMemory Memory) : DropOffState(Memory);
}
