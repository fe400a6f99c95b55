namespace StationAgent.Telemetry.Outbox;

/// <summary>What kind of trouble an <see cref="OutboxException"/> tells of.</summary>
public enum OutboxFailure
{
    /// <summary>The disk, or the store by its own limits, takes no more.</summary>
    Full,

    /// <summary>The folder or the file system may not be written.</summary>
    ReadOnly,

    /// <summary>The disk reports an error.</summary>
    InputOutput,

    /// <summary>The file is no outbox, or is damaged beyond a row.</summary>
    Corrupt,

    /// <summary>Another process holds the store.</summary>
    Locked,

    /// <summary>The event is larger than <see cref="OutboxOptions.MaximumEventBytes"/>.</summary>
    TooLarge,

    /// <summary>The outbox has been closed.</summary>
    Closed,

    /// <summary>The file was made by a later version of the program.</summary>
    NewerVersion,

    /// <summary>There is no store where one was to be read.</summary>
    Missing,
}
