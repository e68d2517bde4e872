using System.Text.RegularExpressions;
using System.Xml.Linq;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Iam;

/// <summary>Tests the actions on access keys.</summary>
public sealed partial class AccessKeyTests
{
    private const string Name = "UserName";
    private const string Id = "AccessKeyId";
    private readonly TestSts _sts = new();

    [Fact]
    public void Creates_a_key_in_the_shape_of_iam()
    {
        var answer = _sts.CallIam(_sts.AliceKeys, "CreateAccessKey", (Name, "alice")).Granted();
        Assert.Matches("^AKIA[A-Z2-7]{16}$", answer[Id]);
        Assert.Matches("^[A-Za-z0-9+/]{40}$", answer["SecretAccessKey"]);
        AssertXml(
            $"""
            <CreateAccessKeyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <CreateAccessKeyResult>
                <AccessKey>
                  <UserName>alice</UserName>
                  <AccessKeyId>{answer[Id]}</AccessKeyId>
                  <Status>Active</Status>
                  <SecretAccessKey>{answer["SecretAccessKey"]}</SecretAccessKey>
                  <CreateDate>2026-03-01T12:00:00Z</CreateDate>
                </AccessKey>
              </CreateAccessKeyResult>
              <ResponseMetadata>
                <RequestId>ID</RequestId>
              </ResponseMetadata>
            </CreateAccessKeyResponse>
            """,
            answer
        );
    }

    [Fact]
    public void Lists_keys_without_secrets_in_the_shape_of_iam()
    {
        var created = CreateKey();
        AssertXml(
            $"""
            <ListAccessKeysResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <ListAccessKeysResult>
                <AccessKeyMetadata>
                  <member>
                    <UserName>alice</UserName>
                    <AccessKeyId>{_sts.Alice.AccessKeyId}</AccessKeyId>
                    <Status>Active</Status>
                    <CreateDate>2024-05-01T09:30:00Z</CreateDate>
                  </member>
                  <member>
                    <UserName>alice</UserName>
                    <AccessKeyId>{created.AccessKeyId}</AccessKeyId>
                    <Status>Active</Status>
                    <CreateDate>2026-03-01T12:00:00Z</CreateDate>
                  </member>
                </AccessKeyMetadata>
                <IsTruncated>false</IsTruncated>
              </ListAccessKeysResult>
              <ResponseMetadata>
                <RequestId>ID</RequestId>
              </ResponseMetadata>
            </ListAccessKeysResponse>
            """,
            _sts.CallIam(_sts.AliceKeys, "ListAccessKeys")
        );
    }

    [Theory]
    [InlineData("UpdateAccessKey")]
    [InlineData("DeleteAccessKey")]
    public void A_change_answers_without_a_result(string action) =>
        AssertXml(
            $"""
            <{action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <ResponseMetadata>
                <RequestId>ID</RequestId>
              </ResponseMetadata>
            </{action}Response>
            """,
            _sts.CallIam(_sts.AliceKeys, action, (Id, _sts.Alice.AccessKeyId), ("Status", "Inactive"))
        );

    [Fact]
    public void An_error_has_the_shape_of_iam() =>
        AssertXml(
            """
            <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <Error>
                <Type>Sender</Type>
                <Code>NoSuchEntity</Code>
                <Message>The Access Key with id AKIAUNKNOWNUNKNOWN22 cannot be found.</Message>
              </Error>
              <RequestId>ID</RequestId>
            </ErrorResponse>
            """,
            _sts.CallIam(_sts.AliceKeys, "DeleteAccessKey", (Id, "AKIAUNKNOWNUNKNOWN22"))
        );

    [Fact]
    public void Lists_keys_in_pages()
    {
        var created = CreateKey();
        var first = _sts.CallIam(_sts.AliceKeys, "ListAccessKeys", ("MaxItems", "1")).Granted();
        var second = _sts.CallIam(_sts.AliceKeys, "ListAccessKeys", ("MaxItems", "1"), ("Marker", first["Marker"]!));

        Assert.Equal([_sts.Alice.AccessKeyId], IdsIn(first));
        Assert.Equal("true", first["IsTruncated"]);
        Assert.Equal([created.AccessKeyId], IdsIn(second.Granted()));
        Assert.Equal(("false", null), (second["IsTruncated"], second["Marker"]));
        _sts.CallIam(_sts.AliceKeys, "ListAccessKeys", ("Marker", "invented"))
            .Refused(400, "ValidationError", "Invalid Marker.");
    }

    [Fact]
    public void A_user_has_at_most_two_keys_active_or_not()
    {
        var second = CreateKey();
        SetStatus(second.AccessKeyId, "Inactive");
        _sts.CallIam(_sts.AliceKeys, "CreateAccessKey")
            .Refused(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2");
        _sts.CallIam(_sts.BobKeys, "CreateAccessKey").Granted();

        Delete(second.AccessKeyId);
        CreateKey();
    }

    [Fact]
    public void An_inactive_key_is_unknown_until_it_is_active_again()
    {
        var second = LearnedKey();
        SetStatus(second.AccessKeyId, "Inactive");
        AssertUnknown(second);
        Assert.Equal(["Active", "Inactive"], ValuesIn(_sts.CallIam(_sts.AliceKeys, "ListAccessKeys"), "Status"));

        SetStatus(second.AccessKeyId, "Active");
        _sts.CallerIdentity(second).Granted();
        _sts.CallIam(second, "ListAccessKeys").Granted();
    }

    [Fact]
    public void A_deleted_key_is_unknown_and_gone()
    {
        var second = LearnedKey();
        Delete(second.AccessKeyId);
        AssertUnknown(second);
        Assert.Equal([_sts.Alice.AccessKeyId], IdsIn(_sts.CallIam(_sts.AliceKeys, "ListAccessKeys")));
        _sts.CallIam(_sts.AliceKeys, "UpdateAccessKey", (Id, second.AccessKeyId), ("Status", "Active"))
            .Refused(404, "NoSuchEntity", $"The Access Key with id {second.AccessKeyId} cannot be found.");
        Assert.Equal(
            TestSts.Account,
            _sts.Call(_sts.AliceKeys, "GetAccessKeyInfo", (Id, second.AccessKeyId)).Granted()["Account"]
        );
    }

    [Fact]
    public void A_key_can_deactivate_itself()
    {
        SetStatus(_sts.Alice.AccessKeyId, "Inactive");
        AssertUnknown(_sts.AliceKeys);
    }

    [Theory]
    [InlineData("UpdateAccessKey")]
    [InlineData("DeleteAccessKey")]
    [InlineData("GetAccessKeyLastUsed")]
    public void An_unknown_key_is_no_entity(string action) =>
        _sts.CallIam(_sts.AliceKeys, action, (Id, "AKIAUNKNOWNUNKNOWN22"), ("Status", "Inactive"))
            .Refused(404, "NoSuchEntity", "The Access Key with id AKIAUNKNOWNUNKNOWN22 cannot be found.");

    [Fact]
    public void Another_users_key_is_no_entity_of_this_user() =>
        _sts.CallIam(_sts.AliceKeys, "DeleteAccessKey", (Name, "alice"), (Id, _sts.Bob.AccessKeyId))
            .Refused(404, "NoSuchEntity", $"The Access Key with id {_sts.Bob.AccessKeyId} cannot be found.");

    [Theory]
    [InlineData(
        "Paused",
        "Value 'Paused' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]"
    )]
    [InlineData(null, "Value null at 'status' failed to satisfy constraint: Member must not be null")]
    public void Rejects_an_invalid_status(string? status, string constraint) =>
        _sts.CallIam(
                _sts.AliceKeys,
                "UpdateAccessKey",
                [(Id, _sts.Alice.AccessKeyId), .. status is null ? [] : new[] { ("Status", status) }]
            )
            .Refused(400, "ValidationError", $"1 validation error detected: {constraint}");

    [Fact]
    public void Reports_all_validation_errors_together() =>
        _sts.CallIam(_sts.AliceKeys, "DeleteAccessKey", (Name, "al ice"), (Id, "short"))
            .Refused(
                400,
                "ValidationError",
                "2 validation errors detected: "
                    + @"Value 'al ice' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]+; "
                    + "Value 'short' at 'accessKeyId' failed to satisfy constraint: Member must have length greater than or equal to 16"
            );

    [Fact]
    public void Describes_the_calling_user()
    {
        var answer = _sts.CallIam(_sts.AliceKeys, "GetUser").Granted();
        Assert.Equal(
            [
                "Path=/",
                "UserName=alice",
                $"Arn={_sts.Alice.Arn}",
                $"UserId={_sts.Alice.UserId}",
                "CreateDate=2024-05-01T09:30:00Z",
            ],
            answer
                .Xml.Descendants()
                .Single(element => element.Name.LocalName == "User")
                .Elements()
                .Select(element => $"{element.Name.LocalName}={element.Value}")
        );
    }

    private Keys CreateKey()
    {
        var answer = _sts.CallIam(_sts.AliceKeys, "CreateAccessKey").Granted();
        return new Keys(answer[Id]!, answer["SecretAccessKey"]!);
    }

    /// <summary>Creates a key that all services know.</summary>
    private Keys LearnedKey()
    {
        var keys = CreateKey();
        _sts.Time.Advance(TimeSpan.FromMinutes(1));
        _sts.CallerIdentity(keys).Granted();
        _sts.CallIam(keys, "ListAccessKeys").Granted();
        return keys;
    }

    private void SetStatus(string id, string status) =>
        _sts.CallIam(_sts.AliceKeys, "UpdateAccessKey", (Id, id), ("Status", status)).Granted();

    private void Delete(string id) => _sts.CallIam(_sts.AliceKeys, "DeleteAccessKey", (Id, id)).Granted();

    private void AssertUnknown(Keys keys)
    {
        _sts.CallerIdentity(keys)
            .Refused(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        _sts.CallIam(keys, "ListAccessKeys")
            .Refused(403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }

    private static IEnumerable<string> IdsIn(Answer answer) => ValuesIn(answer, Id);

    private static IEnumerable<string> ValuesIn(Answer answer, string name) =>
        answer.Xml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);

    private static void AssertXml(string expected, Answer answer) =>
        Assert.Equal(
            XElement.Parse(expected).ToString(),
            RequestId().Replace(answer.Xml.ToString(), "<RequestId>ID</RequestId>")
        );

    [GeneratedRegex("<RequestId>[0-9a-f-]{36}</RequestId>")]
    private static partial Regex RequestId();
}
