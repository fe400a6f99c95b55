namespace StationAgent.Hosting;

/// <summary>Section <c>Delivery</c>.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>True when an event counts as delivered only after the backend's own receipt, not after the broker's acknowledgement.</summary>
    public bool Receipts { get; set; }

    /// <summary>After so long without a receipt an event goes again; the wait then doubles.</summary>
    public TimeSpan ReceiptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most events that may wait for a receipt.</summary>
    public int MaximumAwaitingReceipt { get; set; } = 1024;

    /// <summary>The most events sent in a second, so that a backlog does not fill a thin line; null for no limit.</summary>
    public int? MaximumRate { get; set; }

    /// <summary>The most events sent again in a second when somebody asks for a replay.</summary>
    public int ReplayRate { get; set; } = 50;
}
