namespace RoleAssist.Core.Delivery;

/// <summary>A delivery mode and the reason for it.</summary>
/// <param name="Mode">The mode; never <see cref="DeliveryMode.Auto"/>.</param>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Warning">Why the credentials do not take effect in some tool and how to fix that, as sentences.</param>
public sealed record DeliveryChoice(DeliveryMode Mode, string Reason, string? Warning = null);
