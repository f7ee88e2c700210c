#include "app/demoshop/api/resolvers.h"
#include "app/demoshop/api/shopcontext.h"

namespace DemoShop::Resolvers {

using namespace Qt::StringLiterals;

namespace {

const Medium &mediumOf(const Entity &e)
{
    return e.product->media[static_cast<size_t>(e.part)];
}

/// The image of a medium that has been fetched; null until then.
Outcome image(Execution &x, const Entity &e, const PlannedField &field)
{
    return mediumOf(e).isReady(x.shop().store().now())
        ? x.object({.type = x.shop().types().image, .product = e.product, .part = e.part}, field)
        : Outcome::Null;
}

Outcome status(Execution &x, const Entity &e, const PlannedField &)
{
    return x.text(mediumOf(e).status(x.shop().store().now()));
}

Outcome createdAt(Execution &x, const Entity &e, const PlannedField &)
{
    return x.time(mediumOf(e).createdAt ? mediumOf(e).createdAt : e.product->createdAt);
}

Outcome alt(Execution &x, const Entity &e, const PlannedField &)
{
    return x.text(std::string_view(mediumOf(e).alt));
}

void addKind(ResolverTable *table, const QString &type, Resolver contentType)
{
    auto &fields = table->fields;
    fields[type + u".id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid(mediumOf(e).type, mediumOf(e).id);
        return Outcome::Written;
    };
    fields[type + u".alt"_s] = alt;
    fields[type + u".mediaContentType"_s] = contentType;
    fields[type + u".status"_s] = status;
    fields[type + u".fileStatus"_s] = status;
    fields[type + u".preview"_s] = [](Execution &x, const Entity &e, const PlannedField &field) {
        return x.object({.type = x.shop().types().preview, .product = e.product, .part = e.part}, field);
    };
    fields[type + u".createdAt"_s] = createdAt;
    fields[type + u".updatedAt"_s] = createdAt;
}

void addImage(ResolverTable *table)
{
    auto &fields = table->fields;
    fields[u"MediaImage.mimeType"_s]
        = [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("image/jpeg")); };
    fields[u"MediaImage.image"_s] = image;
    fields[u"MediaPreviewImage.image"_s] = image;
    fields[u"MediaPreviewImage.status"_s] = status;
    fields[u"Image.id"_s] = [](Execution &x, const Entity &e, const PlannedField &) {
        x.out().gid("ImageSource", mediumOf(e).id);
        return Outcome::Written;
    };
    fields[u"Image.url"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(std::string_view(mediumOf(e).url)); };
    fields[u"Image.altText"_s] = alt;
    fields[u"Image.width"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(mediumOf(e).width); };
    fields[u"Image.height"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.number(mediumOf(e).height); };
}

} // namespace

void addMedia(ResolverTable *table)
{
    addKind(table, u"MediaImage"_s,
        [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("IMAGE")); });
    addKind(table, u"Video"_s,
        [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("VIDEO")); });
    addKind(table, u"ExternalVideo"_s,
        [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("EXTERNAL_VIDEO")); });
    addKind(table, u"Model3d"_s,
        [](Execution &x, const Entity &, const PlannedField &) { return x.text(std::string_view("MODEL_3D")); });
    table->fields[u"ExternalVideo.originUrl"_s]
        = [](Execution &x, const Entity &e, const PlannedField &) { return x.text(std::string_view(mediumOf(e).url)); };
    addImage(table);
}

} // namespace DemoShop::Resolvers
