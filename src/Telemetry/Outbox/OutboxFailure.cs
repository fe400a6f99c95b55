namespace StationAgent.Telemetry.Outbox;

/// <summary>The kind of trouble that an <see cref="OutboxException"/> reports.</summary>
public enum OutboxFailure
{
    /// <summary>The disk is full, or the store is at one of its limits.</summary>
    Full,

    /// <summary>The folder or the file system may not be written.</summary>
    ReadOnly,

    /// <summary>The disk reports an error.</summary>
    InputOutput,

    /// <summary>The file is not an outbox, or is damaged beyond a row.</summary>
    Corrupt,

    /// <summary>Another process holds the store.</summary>
    Locked,

    /// <summary>The event is larger than <see cref="OutboxOptions.MaximumEventBytes"/>.</summary>
    TooLarge,

    /// <summary>The outbox has been closed.</summary>
    Closed,

    /// <summary>The file was made by a later version of the program.</summary>
    NewerVersion,

    /// <summary>There is no store to read.</summary>
    Missing,

    /// <summary>This user may not look into the folder or read the store; whether there is one may be unknown.</summary>
    NotAllowed,
}
