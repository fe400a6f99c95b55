using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Salvage;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Opens a store: makes one where none is, and replaces one that is damaged.</summary>
internal sealed class StoreOpening(string folder, OutboxOptions options, TimeProvider time)
{
    private readonly Quarantine _quarantine = new(folder);

    /// <summary>What the last <see cref="Open"/> had to replace; null when nothing.</summary>
    public SalvageResult? Replaced { get; private set; }

    /// <param name="known">What is known of the store in memory; null at a start.</param>
    /// <param name="damage">What was found wrong while the store was in use; null to see for itself.</param>
    /// <param name="use">Does what can meet more damage; its connection is closed when it throws.</param>
    /// <exception cref="OutboxException">It cannot be used.</exception>
    /// <exception cref="SqliteException">The disk fails.</exception>
    public T Open<T>(KnownStore? known, string? damage, Func<StoreSession, NotedFigures?, T> use)
    {
        Replaced = null;
        try
        {
            // Memory knows more than the note, which may have been replaced together with the store.
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
            // The note still tells of the store that is gone.
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

    private T TryOpen<T>(KnownStore? known, string? damage, NotedFigures? noted, Func<StoreSession, NotedFigures?, T> use)
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
        var session = new StoreSession(_quarantine.File);
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

    private SalvageResult Salvage(string reason, KnownStore? known) =>
        new StoreSalvage(folder, options, time).Run(reason, known ?? KnownStore.From(StoreNote.Read(folder)));

    private void Create()
    {
        using (var store = NewStore.Create(_quarantine.Building))
        {
            store.AddEpoch(new EpochStart(1, Epochs.NewName()));
            store.Finish();
        }

        _quarantine.Promote();
        _quarantine.PutInPlace();
    }
}
