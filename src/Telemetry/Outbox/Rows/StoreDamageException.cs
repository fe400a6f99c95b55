namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The file is a store of this program and is damaged beyond a row: what can be read has to be copied into a new one.</summary>
internal sealed class StoreDamageException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Returns the exception for a reader, which cannot replace the store.</summary>
    public OutboxException ForReader(string path) => new(
        OutboxFailure.Corrupt, $"The store '{path}' is damaged: {Message}. The agent sets it aside and saves what it can when it starts.", this);
}
