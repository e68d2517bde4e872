namespace RoleAssist.Host.ConsoleLinks;

/// <summary>What a ticket is when it is presented.</summary>
internal enum TicketState
{
    /// <summary>It was issued, and this is its first use.</summary>
    Valid,

    /// <summary>It was used before.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was never issued, or long ago.</summary>
    Unknown,
}
