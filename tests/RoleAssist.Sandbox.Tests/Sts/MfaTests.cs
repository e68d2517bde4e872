using RoleAssist.Sandbox.Tests.Support;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests MFA codes and which sessions they authenticate.</summary>
public sealed class MfaTests
{
    private const string WrongCode = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    private const string WrongDevice =
        "MultiFactorAuthentication failed, unable to validate MFA code.  "
        + "Please verify your MFA serial number is valid and associated with this user.";

    private readonly TestSts _sts = new();

    [Fact]
    public void A_role_that_requires_mfa_can_be_assumed_with_a_code() =>
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();

    [Fact]
    public void A_role_that_requires_mfa_cannot_be_assumed_without_a_code() =>
        _sts.AssumeRole(_sts.AliceKeys, "mfa")
            .Refused(
                403,
                "AccessDenied",
                $"User: {_sts.Alice.Arn} is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("mfa")}"
            );

    [Fact]
    public void Rejects_a_wrong_code() =>
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(WrongCodeFor(_sts))).Refused(403, "AccessDenied", WrongCode);

    [Fact]
    public void Rejects_a_wrong_code_even_if_none_is_required() =>
        _sts.AssumeRole(_sts.AliceKeys, "open", _sts.Mfa(WrongCodeFor(_sts))).Refused(403, "AccessDenied", WrongCode);

    [Fact]
    public void A_code_is_valid_once()
    {
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Refused(403, "AccessDenied", WrongCode);
        _sts.Time.Advance(TimeSpan.FromSeconds(30));
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();
    }

    [Fact]
    public void A_code_is_spent_even_if_the_role_is_denied()
    {
        Assert.Equal("AccessDenied", _sts.AssumeRole(_sts.AliceKeys, "missing", _sts.Mfa()).Code);
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Refused(403, "AccessDenied", WrongCode);
    }

    [Fact]
    public void A_malformed_request_does_not_spend_a_code()
    {
        Assert.Equal(
            "ValidationError",
            _sts.AssumeRole(_sts.AliceKeys, "mfa", [.. _sts.Mfa(), ("ExternalId", "")]).Code
        );
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public void Tolerates_one_step_of_drift(int steps, bool accepted)
    {
        var answer = _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(_sts.Code(steps)));
        if (accepted)
        {
            answer.Granted();
        }
        else
        {
            answer.Refused(403, "AccessDenied", WrongCode);
        }
    }

    [Fact]
    public void Rejects_a_code_older_than_the_last_accepted_one()
    {
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(_sts.Code(steps: 1))).Granted();
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(_sts.Code())).Refused(403, "AccessDenied", WrongCode);
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(_sts.Code(steps: -1))).Refused(403, "AccessDenied", WrongCode);
    }

    [Fact]
    public void Reports_spent_steps_for_storage()
    {
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();
        Assert.Equal([_sts.Time.GetUtcNow().ToUnixTimeSeconds() / 30], _sts.SpentSteps);
    }

    [Fact]
    public void Serial_and_code_are_required_together()
    {
        const string Message =
            "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.";
        foreach (var half in _sts.Mfa())
        {
            _sts.AssumeRole(_sts.AliceKeys, "mfa", [half]).Refused(403, "AccessDenied", Message);
            _sts.Call(_sts.AliceKeys, "GetSessionToken", [half]).Refused(403, "AccessDenied", Message);
        }
    }

    [Fact]
    public void Rejects_another_serial_number() =>
        _sts.AssumeRole(_sts.AliceKeys, "mfa", [("SerialNumber", TestSts.Serial + "2"), ("TokenCode", _sts.Code())])
            .Refused(403, "AccessDenied", WrongDevice);

    [Fact]
    public void Rejects_the_device_of_another_user() =>
        _sts.AssumeRole(_sts.BobKeys, "open", _sts.Mfa()).Refused(403, "AccessDenied", WrongDevice);

    [Fact]
    public void A_session_with_mfa_can_assume_the_role()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetSessionToken", _sts.Mfa()).Keys;
        _sts.AssumeRole(keys, "mfa").Granted();
    }

    [Fact]
    public void A_session_without_mfa_cannot_assume_the_role()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        Assert.Equal("AccessDenied", _sts.AssumeRole(keys, "mfa").Code);
    }

    [Fact]
    public void A_session_cannot_use_a_code()
    {
        var keys = _sts.Call(_sts.AliceKeys, "GetSessionToken").Keys;
        _sts.AssumeRole(keys, "mfa", _sts.Mfa()).Refused(403, "AccessDenied", WrongDevice);
    }

    [Fact]
    public void A_role_session_has_no_mfa_even_if_assumed_with_it()
    {
        _sts.AssumeRole(_sts.AssumeRole(_sts.AliceKeys, "open", _sts.Mfa()).Keys, "mfa")
            .Refused(
                403,
                "AccessDenied",
                $"User: arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session is not authorized to perform: sts:AssumeRole on resource: {TestSts.Arn("mfa")}"
            );
    }

    [Fact]
    public async Task Waits_for_the_next_code_after_a_spent_one()
    {
        Assert.Equal(_sts.Code(), await _sts.Device.NextCodeAsync(CancellationToken.None));
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa()).Granted();

        var next = _sts.Device.NextCodeAsync(CancellationToken.None);
        _sts.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _sts.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_sts.Code(), await next.WaitAsync(TimeLimits.Hang));
        _sts.AssumeRole(_sts.AliceKeys, "mfa", _sts.Mfa(await next)).Granted();
    }

    /// <summary>A code of a step outside the tolerated drift.</summary>
    private static string WrongCodeFor(TestSts sts) =>
        Enumerable
            .Range(0, 10)
            .Select(digit => $"00000{digit}")
            .First(code => !Enumerable.Range(-1, 3).Select(sts.Code).Contains(code));
}
