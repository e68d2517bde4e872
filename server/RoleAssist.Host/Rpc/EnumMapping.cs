// An undefined value throws, and a new member must not compile before it is mapped here (CS8509).
#pragma warning disable CS8524

namespace RoleAssist.Host.Rpc;

/// <summary>Maps Core's enums to the wire's and back.</summary>
internal static class EnumMapping
{
    public static Core.Delivery.DeliveryMode ToCore(this Contracts.DeliveryMode value) =>
        value switch
        {
            Contracts.DeliveryMode.Auto => Core.Delivery.DeliveryMode.Auto,
            Contracts.DeliveryMode.Environment => Core.Delivery.DeliveryMode.Environment,
            Contracts.DeliveryMode.Endpoint => Core.Delivery.DeliveryMode.Endpoint,
            Contracts.DeliveryMode.Profile => Core.Delivery.DeliveryMode.Profile,
        };

    public static Contracts.DeliveryMode ToWire(this Core.Delivery.DeliveryMode value) =>
        value switch
        {
            Core.Delivery.DeliveryMode.Auto => Contracts.DeliveryMode.Auto,
            Core.Delivery.DeliveryMode.Environment => Contracts.DeliveryMode.Environment,
            Core.Delivery.DeliveryMode.Endpoint => Contracts.DeliveryMode.Endpoint,
            Core.Delivery.DeliveryMode.Profile => Contracts.DeliveryMode.Profile,
        };

    public static Core.Delivery.EnvironmentUse ToCore(this Contracts.EnvironmentUse value) =>
        value switch
        {
            Contracts.EnvironmentUse.Terminal => Core.Delivery.EnvironmentUse.Terminal,
            Contracts.EnvironmentUse.AllTerminals => Core.Delivery.EnvironmentUse.AllTerminals,
            Contracts.EnvironmentUse.Process => Core.Delivery.EnvironmentUse.Process,
        };

    public static Core.Sessions.MfaPreference ToCore(this Contracts.MfaPreference value) =>
        value switch
        {
            Contracts.MfaPreference.Automatic => Core.Sessions.MfaPreference.Automatic,
            Contracts.MfaPreference.Direct => Core.Sessions.MfaPreference.Direct,
            Contracts.MfaPreference.Prime => Core.Sessions.MfaPreference.Prime,
        };

    public static Contracts.MfaPreference ToWire(this Core.Sessions.MfaPreference value) =>
        value switch
        {
            Core.Sessions.MfaPreference.Automatic => Contracts.MfaPreference.Automatic,
            Core.Sessions.MfaPreference.Direct => Contracts.MfaPreference.Direct,
            Core.Sessions.MfaPreference.Prime => Contracts.MfaPreference.Prime,
        };

    public static Contracts.SessionState ToWire(this Core.Sessions.SessionState value) =>
        value switch
        {
            Core.Sessions.SessionState.Assuming => Contracts.SessionState.Assuming,
            Core.Sessions.SessionState.Active => Contracts.SessionState.Active,
            Core.Sessions.SessionState.Expiring => Contracts.SessionState.Expiring,
            Core.Sessions.SessionState.Refreshing => Contracts.SessionState.Refreshing,
            Core.Sessions.SessionState.NeedsMfa => Contracts.SessionState.NeedsMfa,
            Core.Sessions.SessionState.Expired => Contracts.SessionState.Expired,
            Core.Sessions.SessionState.Failed => Contracts.SessionState.Failed,
        };

    public static Core.Chains.ProfileKind ToCore(this Contracts.ProfileKind value) =>
        value switch
        {
            Contracts.ProfileKind.Settings => Core.Chains.ProfileKind.Settings,
            Contracts.ProfileKind.Role => Core.Chains.ProfileKind.Role,
            Contracts.ProfileKind.AccessKey => Core.Chains.ProfileKind.AccessKey,
            Contracts.ProfileKind.Environment => Core.Chains.ProfileKind.Environment,
            Contracts.ProfileKind.InstanceMetadata => Core.Chains.ProfileKind.InstanceMetadata,
            Contracts.ProfileKind.Container => Core.Chains.ProfileKind.Container,
            Contracts.ProfileKind.SsoSession => Core.Chains.ProfileKind.SsoSession,
            Contracts.ProfileKind.Sso => Core.Chains.ProfileKind.Sso,
            Contracts.ProfileKind.WebIdentity => Core.Chains.ProfileKind.WebIdentity,
            Contracts.ProfileKind.Process => Core.Chains.ProfileKind.Process,
            Contracts.ProfileKind.Login => Core.Chains.ProfileKind.Login,
        };

    public static Contracts.ProfileKind ToWire(this Core.Chains.ProfileKind value) =>
        value switch
        {
            Core.Chains.ProfileKind.Settings => Contracts.ProfileKind.Settings,
            Core.Chains.ProfileKind.Role => Contracts.ProfileKind.Role,
            Core.Chains.ProfileKind.AccessKey => Contracts.ProfileKind.AccessKey,
            Core.Chains.ProfileKind.Environment => Contracts.ProfileKind.Environment,
            Core.Chains.ProfileKind.InstanceMetadata => Contracts.ProfileKind.InstanceMetadata,
            Core.Chains.ProfileKind.Container => Contracts.ProfileKind.Container,
            Core.Chains.ProfileKind.SsoSession => Contracts.ProfileKind.SsoSession,
            Core.Chains.ProfileKind.Sso => Contracts.ProfileKind.Sso,
            Core.Chains.ProfileKind.WebIdentity => Contracts.ProfileKind.WebIdentity,
            Core.Chains.ProfileKind.Process => Contracts.ProfileKind.Process,
            Core.Chains.ProfileKind.Login => Contracts.ProfileKind.Login,
        };

    public static Contracts.ProblemSeverity ToWire(this Core.Errors.ProblemSeverity value) =>
        value switch
        {
            Core.Errors.ProblemSeverity.Error => Contracts.ProblemSeverity.Error,
            Core.Errors.ProblemSeverity.Warning => Contracts.ProblemSeverity.Warning,
            Core.Errors.ProblemSeverity.Information => Contracts.ProblemSeverity.Information,
        };

    public static Contracts.DiagnosticStatus ToWire(this Core.Diagnostics.DiagnosticStatus value) =>
        value switch
        {
            Core.Diagnostics.DiagnosticStatus.Ok => Contracts.DiagnosticStatus.Ok,
            Core.Diagnostics.DiagnosticStatus.Warning => Contracts.DiagnosticStatus.Warning,
            Core.Diagnostics.DiagnosticStatus.Error => Contracts.DiagnosticStatus.Error,
        };
}
