using Components.Fragments;
using Microsoft.AspNetCore.Authorization;

namespace Components.Tests.Fixture;

[Fragment("test/members-model"), Authorize]
public sealed class MembersModelFragment : Fragment
{
    protected override object? Model => new { Secret = "for members" };
}
