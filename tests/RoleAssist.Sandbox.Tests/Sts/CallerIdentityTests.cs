using System.Xml.Linq;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Sts;

/// <summary>Tests GetCallerIdentity and the protocol that all actions share.</summary>
public sealed class CallerIdentityTests
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private readonly TestSts _sts = new();

    [Fact]
    public void Returns_the_identity_of_a_user()
    {
        var answer = _sts.CallerIdentity(_sts.AliceKeys).Granted();
        Assert.Equal($"arn:aws:iam::{TestSts.Account}:user/alice", answer["Arn"]);
        Assert.Equal(TestSts.Account, answer["Account"]);
        Assert.Matches("^AIDA[A-Z2-7]{17}$", answer["UserId"]);
    }

    [Fact]
    public void Returns_the_identity_of_a_role_session()
    {
        var answer = _sts.CallerIdentity(_sts.AssumeRole(_sts.AliceKeys, "open").Keys).Granted();
        Assert.Equal($"arn:aws:sts::{TestSts.OtherAccount}:assumed-role/open/session", answer["Arn"]);
        Assert.Equal(TestSts.OtherAccount, answer["Account"]);
        Assert.Matches("^AROA[A-Z2-7]{17}:session$", answer["UserId"]);
    }

    [Fact]
    public void A_response_has_the_format_of_the_query_protocol()
    {
        var xml = _sts.CallerIdentity(_sts.AliceKeys).Granted().Xml;
        Assert.Equal(Namespace + "GetCallerIdentityResponse", xml.Name);
        Assert.Equal(
            ["Arn", "UserId", "Account"],
            xml.Element(Namespace + "GetCallerIdentityResult")!.Elements().Select(element => element.Name.LocalName)
        );
        Assert.True(
            Guid.TryParse(xml.Element(Namespace + "ResponseMetadata")!.Element(Namespace + "RequestId")!.Value, out _)
        );
    }

    [Fact]
    public void An_error_has_the_format_of_the_query_protocol()
    {
        var xml = _sts.Call(_sts.AliceKeys, "Nothing").Xml;
        Assert.Equal(Namespace + "ErrorResponse", xml.Name);
        Assert.Equal(
            ["Type", "Code", "Message"],
            xml.Element(Namespace + "Error")!.Elements().Select(element => element.Name.LocalName)
        );
        Assert.True(Guid.TryParse(xml.Element(Namespace + "RequestId")!.Value, out _));
    }

    [Fact]
    public void Ignores_unknown_parameters() =>
        _sts.Call(_sts.AliceKeys, "GetCallerIdentity", [("Colour", "blue")]).Granted();

    [Fact]
    public void Rejects_an_unknown_action_before_checking_the_signature() =>
        _sts.Send(Unsigned("/?Action=DeleteEverything&Version=2011-06-15"))
            .Refused(400, "InvalidAction", "Could not find operation DeleteEverything for version 2011-06-15");

    [Fact]
    public void Rejects_an_unsupported_action() =>
        _sts.Call(_sts.AliceKeys, "AssumeRoot", [("TargetPrincipal", "111122223333")])
            .Refused(400, "InvalidAction", "Could not find operation AssumeRoot for version 2011-06-15");

    [Fact]
    public void The_version_is_part_of_the_action() =>
        _sts.Send(Unsigned("/?Action=GetCallerIdentity"))
            .Refused(
                400,
                "InvalidAction",
                "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED"
            );

    [Fact]
    public void A_request_must_specify_an_action() =>
        _sts.Send(Unsigned("/"))
            .Refused(400, "MissingAction", "The request is missing an action or a required parameter.");

    [Fact]
    public void Rejects_a_repeated_parameter() =>
        _sts.Call(_sts.AliceKeys, "GetCallerIdentity", [("Action", "AssumeRole")])
            .Refused(400, "MalformedQueryString", "The parameter 'Action' is given more than once.");

    [Fact]
    public void Ignores_a_body_that_is_not_a_form()
    {
        var request = _sts.Signer(_sts.AliceKeys).Post("GetCallerIdentity");
        var headers = request.Headers.Select(header =>
            header.Key == "Content-Type" ? new(header.Key, "text/plain") : header
        );
        Assert.Equal("MissingAction", _sts.Send(request with { Headers = [.. headers] }).Code);
    }

    [Theory]
    [InlineData("PUT", "/", 405)]
    [InlineData("GET", "/sts", 404)]
    public void Rejects_other_methods_and_paths(string method, string path, int status) =>
        Assert.Equal(status, _sts.Send(SignableRequest.Create(method, path, [], [])).Status);

    [Fact]
    public void Replaces_characters_that_xml_does_not_allow() =>
        _sts.Call(_sts.AliceKeys, "a\u0001\uFFFF<b>")
            .Refused(400, "InvalidAction", "Could not find operation a\uFFFD\uFFFD<b> for version 2011-06-15");

    private static SignableRequest Unsigned(string target) =>
        SignableRequest.Create("GET", target, [new("Host", "h")], []);
}
