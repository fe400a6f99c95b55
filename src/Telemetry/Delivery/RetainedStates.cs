namespace StationAgent.Telemetry.Delivery;

/// <summary>The newest version of each retained state document, and which of them the broker does not have yet.</summary>
internal sealed class RetainedStates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Called when a document has to be sent; returns at once.</summary>
    public Action? Due { get; set; }

    public void Set(string name, ReadOnlyMemory<byte> payload)
    {
        lock (_gate)
        {
            _entries[name] = new Entry(payload, _entries.GetValueOrDefault(name).Version + 1, IsDue: true);
        }

        Due?.Invoke();
    }

    public ReadOnlyMemory<byte> Get(string name)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(name).Payload;
        }
    }

    /// <summary>Schedules a document again, because the broker may have lost or replaced it.</summary>
    public void SetDue(string name)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(name, out var entry))
            {
                _entries[name] = entry with { IsDue = true };
            }
        }

        Due?.Invoke();
    }

    /// <summary>Schedules all documents again for a new session, whatever the broker already has.</summary>
    public void SetAllDue()
    {
        lock (_gate)
        {
            foreach (var name in _entries.Keys.ToArray())
            {
                _entries[name] = _entries[name] with { IsDue = true };
            }
        }
    }

    /// <summary>Returns one document that has to be sent.</summary>
    public bool TryNext(out string name, out ReadOnlyMemory<byte> payload, out long version)
    {
        lock (_gate)
        {
            foreach (var (key, entry) in _entries)
            {
                if (entry.IsDue)
                {
                    (name, payload, version) = (key, entry.Payload, entry.Version);
                    return true;
                }
            }
        }

        (name, payload, version) = (string.Empty, default, 0);
        return false;
    }

    /// <summary>Marks this version as sent; a newer one stays due.</summary>
    public void Settle(string name, long version)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(name, out var entry) && entry.Version == version)
            {
                _entries[name] = entry with { IsDue = false };
            }
        }
    }

    /// <summary>Marks the newest version as sent; see <see cref="Settle"/>.</summary>
    public void SettleFirst(string name)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(name, out var entry))
            {
                _entries[name] = entry with { IsDue = false };
            }
        }
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Payload, long Version, bool IsDue);
}
