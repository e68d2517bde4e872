using RoleAssist.Contracts;
using RoleAssist.Core.Security;
using RoleAssist.Core.SignIn;
using BegunSignIn = RoleAssist.Contracts.BegunSignIn;
using CoreBegun = RoleAssist.Core.SignIn.BegunSignIn;
using CoreEnded = RoleAssist.Core.SignIn.EndedSignIn;
using CoreFlow = RoleAssist.Core.SignIn.SignInFlow;
using CoreKind = RoleAssist.Core.SignIn.SignInKind;
using CoreSignedIn = RoleAssist.Core.SignIn.SignedIn;
using CoreState = RoleAssist.Core.SignIn.SignInState;
using EndedSignIn = RoleAssist.Contracts.EndedSignIn;
using SignedIn = RoleAssist.Contracts.SignedIn;
using SignInFlow = RoleAssist.Contracts.SignInFlow;
using SignInKind = RoleAssist.Contracts.SignInKind;
using SignInState = RoleAssist.Contracts.SignInState;

namespace RoleAssist.Host.Rpc;

/// <summary>Maps Core's types of signing in to the wire's.</summary>
internal static class SignInMapping
{
    public static BegunSignIn ToWire(this CoreBegun begun) =>
        new(
            begun.Id,
            begun.Target.Name,
            begun.Target.Kind.ToWire(),
            begun.Attempt.Flow.ToWire(),
            begun.Attempt.ExpiresAt,
            begun.Attempt.Url,
            begun.Attempt.UserCode,
            begun.Attempt.TakesCode ? true : null
        );

    public static SignedIn ToWire(this CoreSignedIn signedIn) =>
        new(
            signedIn.Target.Name,
            signedIn.Target.Kind.ToWire(),
            signedIn.ExpiresAt,
            signedIn.IsRenewable,
            signedIn.Identity is { } identity ? DisplayText.Line(identity) : null,
            signedIn.Notes.Count == 0 ? null : [.. signedIn.Notes.Select(DisplayText.Sentence)]
        );

    public static EndedSignIn ToWire(this CoreEnded ended) =>
        new(ended.Target.Name, [.. ended.Notes.Select(DisplayText.Sentence)], ended.WasSignedIn);

    public static SignInInfo ToWire(this SignInStatus status) =>
        new(
            status.Name,
            status.Kind.ToWire(),
            status.State.ToWire(),
            status.ExpiresAt,
            status.ExpiresAt is null ? null : status.IsRenewable,
            status.Place is { } place ? DisplayText.Line(place) : null,
            status.Reason is { } reason ? DisplayText.Sentence(reason) : null,
            status.IsSsoSession ? true : null
        );

    public static CoreFlow ToCore(this SignInFlow flow) =>
        flow switch
        {
            SignInFlow.Auto => CoreFlow.Auto,
            SignInFlow.Browser => CoreFlow.Browser,
            SignInFlow.Code => CoreFlow.Code,
            _ => throw new ArgumentOutOfRangeException(nameof(flow), flow, null),
        };

    public static SignInKind ToWire(this CoreKind kind) =>
        kind switch
        {
            CoreKind.IdentityCenter => SignInKind.IdentityCenter,
            CoreKind.AwsLogin => SignInKind.AwsLogin,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static SignInFlow ToWire(this CoreFlow flow) =>
        flow switch
        {
            CoreFlow.Auto => SignInFlow.Auto,
            CoreFlow.Browser => SignInFlow.Browser,
            CoreFlow.Code => SignInFlow.Code,
            _ => throw new ArgumentOutOfRangeException(nameof(flow), flow, null),
        };

    private static SignInState ToWire(this CoreState state) =>
        state switch
        {
            CoreState.SignedIn => SignInState.SignedIn,
            CoreState.SignedOut => SignInState.SignedOut,
            CoreState.Unreadable => SignInState.Unreadable,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
