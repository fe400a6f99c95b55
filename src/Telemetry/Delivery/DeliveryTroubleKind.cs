namespace StationAgent.Telemetry.Delivery;

/// <summary>The kind of trouble with delivery that a person has to know about.</summary>
public enum DeliveryTroubleKind
{
    /// <summary>Another client with this device's client ID took over the session.</summary>
    SessionTakenOver,

    /// <summary>
    /// The broker has ended several sessions in a row soon after they began. Not every broker gives a reason: another client may have taken over
    /// the session each time, or something that is sent may break the link.
    /// </summary>
    SessionsEndedEarly,

    /// <summary>Again and again another document is published in the place of the device's presence.</summary>
    PresenceReplaced,

    /// <summary>An event will not be delivered as it is and was set aside.</summary>
    EventSetAside,

    /// <summary>Events wait because they are larger than the broker accepts.</summary>
    EventTooLarge,

    /// <summary>The broker accepts no events of a topic.</summary>
    TopicRefused,
}
