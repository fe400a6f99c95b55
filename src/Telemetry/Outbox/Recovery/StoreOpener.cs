using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Salvage;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Opens a store: creates one where none exists, and replaces one that is damaged.</summary>
internal sealed class StoreOpener(string folder, OutboxOptions options, TimeProvider time)
{
    private readonly Quarantine _quarantine = new(folder);

    /// <summary>What the salvage in the last <see cref="Open"/> did, in one sentence; null when nothing had to be replaced.</summary>
    public string? Replaced { get; private set; }

    /// <summary>Opens the store and uses it.</summary>
    /// <param name="known">What is known of the store in memory; null at a start.</param>
    /// <param name="damage">The damage that was found while the store was in use; null to inspect the file first.</param>
    /// <param name="use">The first use of the store, which may find more damage; the connection is closed when it throws.</param>
    /// <exception cref="OutboxException">The store cannot be used.</exception>
    /// <exception cref="SqliteException">The disk fails.</exception>
    public T Open<T>(KnownStore? known, string? damage, Func<WriteSession, NotedFigures?, T> use)
    {
        Replaced = null;
        try
        {
            // Memory is more reliable than the note, which may have been replaced together with the store.
            return TryOpen(known, damage, NotedFigures.From(known) ?? StoreNote.Read(folder), use);
        }
        catch (StoreDamageException found)
        {
            Replaced = Salvage(found.Message, known);
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception))
        {
            Replaced = Salvage(exception.Message, known);
        }
        catch (Exception exception) when (FileFailures.IsOne(exception))
        {
            throw FileFailures.Explain(exception, _quarantine.File);
        }

        try
        {
            // The note still describes the replaced store, so it is not used here.
            return TryOpen(known: null, damage: null, noted: null, use);
        }
        catch (Exception exception) when (FileFailures.IsOne(exception))
        {
            throw FileFailures.Explain(exception, _quarantine.File);
        }
        catch (StoreDamageException again)
        {
            throw again.ForReader(_quarantine.File);
        }
    }

    private T TryOpen<T>(KnownStore? known, string? damage, NotedFigures? noted, Func<WriteSession, NotedFigures?, T> use)
    {
        if (damage is not null)
        {
            throw new StoreDamageException(damage);
        }

        _quarantine.Settle();
        if (!Path.Exists(_quarantine.File))
        {
            if (known is not null || noted is not null || _quarantine.HasRemains())
            {
                throw new StoreDamageException("its file is gone");
            }

            Create();
        }

        StoreInspection.Check(_quarantine.File, noted);
        var session = new WriteSession(_quarantine.File);
        try
        {
            return use(session, noted);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private string Salvage(string reason, KnownStore? known) =>
        new StoreSalvage(folder, options, time).Run(reason, known ?? KnownStore.From(StoreNote.Read(folder)));

    private void Create()
    {
        using (var store = StoreBuilder.Create(_quarantine.Building))
        {
            store.AddEpoch(new Epoch(1, Epochs.NewName()));
            store.Finish();
        }

        _quarantine.Promote();
        _quarantine.PutInPlace();
    }
}
