#pragma once

#include "app/demoshop/http/httpmessage.h"

namespace DemoShop {

/// Spoils a bulk file while it is sent. `how` is one of
///
///     cutInCharacter   ends in the middle of a character of several bytes, near the middle of the file
///     longLine         a line of 50 MB in front
///     duplicateLines   every line up to 1,000 twice
///     orphans          a variant in front whose product is nowhere
///     childrenFirst    the second line before the first
///     byteOrderMark    a BOM in front
///     windowsLines     CRLF at the ends of lines
///     blankLines       a blank line after each line
///     noLastNewline    the last line without its end
///     brokenJson       a line in front that is no JSON
///     lostParent       the first product gone and the last one twice: orphans and a repeated line, as many as told
///     oddPrices        the first variant's price written as 1e3, the last one's negative
///
/// The file is read whole into memory for it: meant for small catalogues. Unknown ways leave it as it is.
std::unique_ptr<BodySource> corrupted(std::unique_ptr<BodySource> source, const QString &how);

} // namespace DemoShop
