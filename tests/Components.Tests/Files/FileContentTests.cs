using System.Text;
using Components.Files;

namespace Components.Tests.Files;

/// <summary>What a file is, its content says.</summary>
public sealed class FileContentTests
{
    private static readonly Dictionary<string, byte[]> Whole = new()
    {
        ["pdf"] = Samples.Pdf,
        ["png"] = Samples.Png,
        ["jpeg"] = Samples.Jpeg,
        ["gif"] = Samples.Gif,
        ["webp"] = Samples.Webp,
        ["heic"] = Samples.Heic,
        ["avif"] = Samples.Avif,
        ["mp4"] = Samples.Mp4,
        ["mov"] = Samples.Mov,
        ["docx"] = Samples.Docx(),
        ["xlsx"] = Samples.Office("xl/workbook.xml", "openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        ["pptx"] = Samples.Office("ppt/presentation.xml", "openxmlformats-officedocument.presentationml.presentation.main+xml"),
        ["odt"] = Samples.Odt,
        ["ods"] = Samples.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")),
        ["odp"] = Samples.Zip(("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", "<x/>")),
        ["zip"] = Samples.Zip(("a.txt", "text"), ("folder/b.txt", "more")),
        ["txt"] = Encoding.UTF8.GetBytes("Grüße, 日本語 😀 and 1 < 2\r\n"),
    };

    public static TheoryData<string> Kinds => [.. Whole.Keys];

    public static TheoryData<string> Marked => [.. Whole.Keys.Except(["txt"])];

    public static TheoryData<string> Pictures => [.. FileKind.Pictures.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_file_is_known_by_its_content_whatever_it_is_called(string kind) => Assert.Equal(new FileFinding(FileKind.Named(kind).Single(), null), Find(Whole[kind], "exe"));

    [Theory]
    [MemberData(nameof(Marked))]
    public void One_that_is_cut_off_is_damaged(string kind) => Assert.Equal(FileRefusalReason.Damaged, Find(Whole[kind][..^3]).Problem);

    [Theory]
    [MemberData(nameof(Marked))]
    public void Nothing_may_stand_before_it(string kind) => Assert.NotEqual(kind, Find([.. "MZ\u0001"u8, .. Whole[kind]]).Kind?.Name);

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_page_behind_it_is_found(string kind) => Assert.NotNull(Find([.. Whole[kind], .. "<script>alert(1)</script>"u8]).Problem);

    [Theory]
    [MemberData(nameof(Marked))]
    public void An_archive_behind_it_is_found(string kind)
    {
        var finding = Find([.. Whole[kind], .. Samples.Zip(("evil.class", "x"))]);
        Assert.NotNull(finding.Problem);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_that_holds_a_page_a_script_or_another_document_is_refused(string kind)
    {
        foreach (var mark in (string[])["<ScRiPt>", "<?php system();", "<!DOCTYPE html>", "%PDF-1.7"])
            Assert.Equal(FileRefusalReason.Disguised, Find(WithComment(kind, mark)).Problem);
        Assert.Null(Find(WithComment(kind, "Holiday")).Problem);
    }

    [Fact]
    public void A_mark_is_found_wherever_it_stands()
    {
        for (var at = 262_144 - 20; at < 262_144 + 4; at++)
            Assert.Equal(FileRefusalReason.Disguised, Find(PngWith([.. new byte[at], .. "<script"u8, .. new byte[100]])).Problem);
    }

    [Theory]
    [InlineData("GIF89a/*\0\0\0\0\0\0*/=1;alert(1)")]
    [InlineData("GIF89a=1;alert(1);")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0/*JFIF")]
    public void A_script_that_begins_as_a_picture_is_refused(string text) => Assert.Equal(FileRefusalReason.Disguised, Find(Samples.Bytes(text)).Problem);

    [Fact]
    public void What_telephones_put_behind_a_jpeg_is_left_in_peace()
    {
        byte[][] tails = [Samples.Jpeg, [.. Samples.Jpeg, .. Samples.Mp4], new byte[40], Samples.Mp4, [.. "SEFH"u8, 1, 2, 3, 4, 8, 0, 0, 0, .. "SEFT"u8]];
        foreach (var tail in tails)
            Assert.Equal(FileKind.Jpeg, Find([.. Samples.Jpeg, .. tail]).Kind);
        Assert.Equal(FileRefusalReason.Disguised, Find([.. Samples.Jpeg, .. "anything else"u8]).Problem);
        Assert.Equal(FileRefusalReason.Disguised, Find([.. Samples.Jpeg, .. Samples.Jpeg[..^2]]).Problem);
    }

    [Theory]
    [InlineData("<html><body>hello")]
    [InlineData(" \n <!-- a page --><p>")]
    [InlineData("\u00EF\u00BB\u00BF<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("Dear reader,\n<script>alert(1)</script>")]
    [InlineData("hello <?php echo 1;")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("%!PS-Adobe-3.0")]
    [InlineData("some words\n%PDF-1.4\n1 0 obj")]
    [InlineData("\u00FF\u00FE<\0h\0t\0m\0l\0>\0")]
    public void A_text_that_is_a_page_a_drawing_or_a_program_is_refused(string latin)
    {
        Assert.Equal(FileRefusalReason.Markup, Find(Samples.Bytes(latin), "txt").Problem);
        Assert.Equal(FileRefusalReason.Markup, Find(Samples.Bytes(latin), "png").Problem);
    }

    [Theory]
    [InlineData("MZ\u0090\0\u0003")]
    [InlineData("\u007FELF\u0002\u0001")]
    [InlineData("text with a NUL \0 in it")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")]
    [InlineData("\0\0\0\u0010ftypevil\0\0\0\0")]
    [InlineData("Rar!\u001A\u0007\0")]
    public void What_is_not_known_is_not_taken(string latin) => Assert.Equal(FileRefusalReason.NotAllowed, Find(Samples.Bytes(latin), "pdf").Problem);

    [Fact]
    public void Text_may_be_in_an_older_encoding_or_in_UTF_16()
    {
        Assert.Equal(FileKind.Csv, Find([0x96, 0xBC, 0x91, 0x4F, (byte)',', 0x82, 0xA0, 13, 10], "csv").Kind);
        Assert.Equal(FileKind.Text, Find([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat("日本😀x", 60_000)))], "txt").Kind);
        Assert.Equal(FileRefusalReason.NotAllowed, Find([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\u0001b")], "txt").Problem);
    }

    [Fact]
    public void An_archive_must_be_what_its_table_says()
    {
        var zip = Whole["zip"];
        var end = zip.Length - 22;
        Assert.Equal(FileRefusalReason.Disguised, Find([.. Samples.Bytes("PK\u0003\u0004stub"), .. zip]).Problem);
        Assert.Equal(FileRefusalReason.Disguised, Find(With(zip, BitConverter.ToInt32(zip, end + 16) + 42, 1)).Problem);
        Assert.Equal(FileRefusalReason.Disguised, Find(Samples.Zip(("../../etc/passwd", "x"))).Problem);
        Assert.Equal(FileRefusalReason.Disguised, Find([.. With(zip, end + 20, 9), .. "<html>abc"u8]).Problem);
        Assert.Equal(FileKind.Zip, Find([.. With(zip, end + 20, 9), .. "a comment"u8]).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void No_two_entries_of_an_archive_are_the_same_data(int shared)
    {
        var zip = Samples.Zip(("a.txt", "text"), ("b.txt", "more"), ("c.txt", "last"));
        int[] entries = [.. Enumerable.Range(0, zip.Length).Where(place => zip.AsSpan(place).StartsWith("PK\u0001\u0002"u8))];
        Array.Copy(zip, entries[shared] + 42, zip, entries[2] + 42, 4);
        Assert.Equal(FileRefusalReason.Disguised, Find(zip).Problem);
    }

    [Fact]
    public void A_document_with_macros_is_refused_whatever_it_is_called()
    {
        Assert.Equal(FileRefusalReason.Macros, Find(Samples.Docx(("word/vbaProject.bin", "x")), "docx").Problem);
        Assert.Equal(FileRefusalReason.Macros, Find(Samples.Office("word/document.xml", "ms-word.document.macroEnabled.main+xml"), "docx").Problem);
    }

    [Fact]
    public void An_archive_that_only_has_the_names_of_a_document_is_an_archive() =>
        Assert.Equal(FileKind.Zip, Find(Samples.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>")), "docx").Kind);

    [Fact]
    public void Nothing_at_all_is_empty() => Assert.Equal(FileRefusalReason.Empty, Find([]).Problem);

    [Fact]
    public void No_bytes_make_it_fail_or_go_on_for_ever()
    {
        var random = new Random(20_260_301);
        foreach (var whole in Whole.Values)
            for (var round = 0; round < 60; round++)
            {
                var broken = whole.ToArray();
                for (var i = 0; i < 1 + (round % 4); i++)
                    broken[random.Next(broken.Length)] = (byte)(round % 2 == 0 ? random.Next(256) : 255);
                var finding = Find(broken);
                Assert.True(finding.Kind is null != finding.Problem is null);
            }
    }

    private static byte[] WithComment(string kind, string text)
    {
        var bytes = Samples.Bytes(text);
        return kind switch
        {
            "png" => PngWith(bytes),
            "jpeg" => [.. Samples.Jpeg[..2], 0xFF, 0xFE, 0, (byte)(bytes.Length + 2), .. bytes, .. Samples.Jpeg[2..]],
            "gif" => [.. Samples.Gif[..^1], 0x21, 0xFE, (byte)bytes.Length, .. bytes, 0, 0x3B],
            "webp" => WebpWith([.. bytes, .. new byte[bytes.Length & 1]]),
            _ => [.. FileContentTests.Whole[kind], 0, 0, 0, (byte)(bytes.Length + 8), .. "free"u8, .. bytes],
        };
    }

    private static byte[] PngWith(byte[] comment)
    {
        var length = BitConverter.GetBytes(comment.Length);
        return [.. Samples.Png[..33], .. length.Reverse(), .. "tEXt"u8, .. comment, 0, 0, 0, 0, .. Samples.Png[33..]];
    }

    private static byte[] WebpWith(byte[] comment) =>
        [.. "RIFF"u8, .. BitConverter.GetBytes(Samples.Webp.Length + comment.Length), .. Samples.Webp[8..], .. "XMP "u8, .. BitConverter.GetBytes(comment.Length), .. comment];

    private static byte[] With(byte[] bytes, int place, byte value)
    {
        var changed = bytes.ToArray();
        changed[place] = value;
        return changed;
    }

    private static FileFinding Find(byte[] content, string extension = "bin")
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            using var handle = File.OpenHandle(path);
            return FileContent.Find(new FileBytes(handle), extension);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
